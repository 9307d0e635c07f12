import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// Approve or decline, with words for the rep; or what was decided. The words are kept until then.
Card {
    id: form

    // Maps, whose members qmllint cannot know.
    readonly property var typed: draft.values
    readonly property var wrong: draft.errors
    readonly property var commentField: Schema.field("approval", "comment")

    required property string approvalId
    property string decision             // "APPROVED", "DECLINED"; empty: open
    property string comment
    property string decidedBy
    property bool mayDecide: false

    property bool busy: false
    readonly property alias draft: draft
    readonly property bool open: decision === "" && mayDecide

    spacing: Theme.space.medium

    function decide(how: string) {
        busy = true
        Records.decide(approvalId, how, form.typed.comment ?? "", (done, fault) => {
            busy = false
            failure.words = fault === null ? "" : fault.message
            if (fault !== null)
                return
            draft.discard()
            Navigation.toast(how === "APPROVED" ? qsTr("Approved") : qsTr("Declined"))
        })
    }

    RecordDraft {
        id: draft
        type: "approval"
        recordId: form.approvalId
    }

    RowLayout {
        visible: form.decision !== ""
        spacing: Theme.space.small
        Mark {
            objectName: "decision"
            text: form.decision === "APPROVED" ? qsTr("Approved") : qsTr("Declined")
            symbol: form.decision === "APPROVED" ? "approve" : "decline"
            tone: form.decision === "APPROVED" ? "success" : "danger"
        }
        Label {
            Layout.fillWidth: true
            text: form.decidedBy === "" ? qsTr("By you") : qsTr("By %1").arg(form.decidedBy)
            muted: true
        }
    }
    Label {
        Layout.fillWidth: true
        visible: form.decision !== "" && form.comment !== ""
        text: form.comment
        wraps: true
    }
    TextArea {
        objectName: "decisionComment"
        visible: form.open
        label: qsTr("Words for the rep")
        helper: qsTr("Not needed, but kind when you decline.")
        minimumLines: 2
        text: form.typed.comment ?? ""
        maximumLength: form.commentField.max
        error: form.wrong.comment ?? ""
        onEdited: text => draft.set("comment", text)
    }
    Banner {
        id: failure
        property string words
        visible: words !== ""
        kind: "error"
        text: words
    }
    Banner {
        visible: form.decision === "" && !form.mayDecide
        kind: "info"
        text: qsTr("Somebody else decides about this.")
    }
}
