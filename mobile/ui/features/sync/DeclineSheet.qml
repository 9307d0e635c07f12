import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// Declines held work, with words for its author, which are kept until they are sent.
Sheet {
    id: sheet

    required property HeldList list
    property string heldId
    property string author
    property bool busy: false

    // Maps, whose members qmllint cannot know.
    readonly property var typed: draft.values
    readonly property var wrong: draft.errors
    readonly property var commentField: Schema.field("held_change", "comment")

    function ask(id: string, name: string) {
        heldId = id
        author = name
        failure.words = ""
        open()
    }

    function decline() {
        busy = true
        list.decline(heldId, sheet.typed.comment ?? "", (done, fault) => {
            sheet.busy = false
            if (fault !== null) {
                failure.words = fault.message
                return
            }
            draft.discard()
            sheet.close()
            Navigation.toast(qsTr("Declined. %1 is told.").arg(sheet.author))
        })
    }

    title: qsTr("Decline this work?")

    RecordDraft {
        id: draft
        type: sheet.heldId === "" ? "" : "held_change"
        recordId: sheet.heldId
    }

    Label {
        Layout.fillWidth: true
        text: qsTr("It never takes effect. %1 is told, and keeps what was typed.").arg(sheet.author)
        wraps: true
    }
    TextArea {
        objectName: "declineComment"
        label: qsTr("Words for %1").arg(sheet.author)
        helper: qsTr("Not needed, but kind.")
        minimumLines: 2
        text: sheet.typed.comment ?? ""
        maximumLength: sheet.commentField.max
        error: sheet.wrong.comment ?? ""
        onEdited: text => draft.set("comment", text)
    }
    Banner {
        id: failure
        property string words
        visible: words !== ""
        kind: "error"
        text: words
    }
    footer: Button {
        objectName: "declineNow"
        Layout.fillWidth: true
        kind: "danger"
        symbol: "decline"
        text: qsTr("Decline")
        busy: sheet.busy
        enabled: draft.ready && draft.valid
        onClicked: sheet.decline()
    }
}
