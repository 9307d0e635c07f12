import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Theme

// The manager's rating and comment, kept as they are given until they are saved.
Card {
    id: form

    // Maps, whose members qmllint cannot know.
    readonly property var typed: draft.values
    readonly property var wrong: draft.errors
    readonly property var commentField: Schema.field("visit", "review_comment")

    required property string visitId
    property real reviewedAt: 0          // epoch ms; 0: not reviewed
    property bool mayReview: false

    signal saved()

    readonly property alias draft: draft
    readonly property int rating: form.typed["review_rating"] ?? 0
    readonly property bool ready: rating > 0 && draft.dirty && draft.valid
    readonly property bool busy: draft.saving

    function save() {
        draft.set("reviewed_at", App.now())
        draft.commit((id, fault) => {
            failure.words = fault === null ? "" : fault.message
            if (fault === null)
                saved()
        })
    }

    spacing: Theme.space.medium

    RecordDraft {
        id: draft
        type: "visit"
        recordId: form.visitId
    }

    Label {
        objectName: "reviewedOn"
        Layout.fillWidth: true
        font: Theme.fonts.heading
        wraps: true
        Accessible.role: Accessible.Heading
        text: form.reviewedAt > 0 ? qsTr("Reviewed on %1").arg(Format.date(form.reviewedAt)) : qsTr("Your review")
    }
    RatingField {
        objectName: "reviewRating"
        label: qsTr("Rating")
        value: form.rating
        readOnly: !form.mayReview
        error: form.wrong["review_rating"] ?? ""
        onChosen: value => draft.set("review_rating", value > 0 ? value : undefined)
    }
    TextArea {
        objectName: "reviewComment"
        label: qsTr("Comment for the rep")
        text: form.typed["review_comment"] ?? ""
        readOnly: !form.mayReview
        maximumLength: form.commentField.max
        error: form.wrong["review_comment"] ?? ""
        onEdited: text => draft.set("review_comment", text)
    }
    Banner {
        id: failure
        property string words
        visible: words !== ""
        kind: "error"
        text: words
    }
}
