pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// Work of somebody that waits for a decision: about what, by whom and when, why it is held, what was typed and what
// stands there now.
Card {
    id: card

    required property string heldId
    required property string title
    required property string type        // of what can be opened; empty: nothing
    required property string recordId
    required property var author         // {name, device, at}
    required property var heldAt         // epoch ms
    required property string reason
    required property var parts          // [{type, kind, title, values: [{label, value, now, known}]}]

    readonly property string who: (author.name ?? "") === "" ? qsTr("Somebody") : author.name

    signal opened()
    signal taken()
    signal declined()

    // What the author did, where it is more than filling in fields.
    function deed(part: var): string {
        const what = Schema.typeLabel(part.type, false)
        switch (part.kind) {
        case "CREATE": return qsTr("New: %1").arg(what)
        case "DELETE": return qsTr("Deleted: %1").arg(what)
        }
        return part.title === card.title ? what : qsTr("%1: %2").arg(what).arg(part.title)
    }

    padding: 0
    spacing: 0
    tone: "warning"

    ListRow {
        objectName: "open-" + card.heldId
        symbol: symbolOf.name
        tone: "warning"
        title: card.title === "" ? Schema.typeLabel(card.parts[0]?.type ?? "", false) : card.title
        subtitle: [card.who, card.author.device ?? "", Format.dateTime(card.author.at)].filter(each => each !== "").join(" · ")
        titleWraps: true
        recordState: "held"
        divided: false
        opens: card.recordId !== ""
        enabled: card.recordId !== ""
        onClicked: card.opened()
        TypeSymbol { id: symbolOf; type: card.type !== "" ? card.type : card.parts[0]?.type ?? "" }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space.large
        Layout.rightMargin: Theme.space.large
        spacing: Theme.space.medium

        Label {
            objectName: "reason-" + card.heldId
            Layout.fillWidth: true
            text: card.reason
            wraps: true
        }
        Repeater {
            model: card.parts
            delegate: HeldPart {
                required property var modelData

                Layout.fillWidth: true
                title: card.deed(modelData)
                values: modelData.values
            }
        }
        Label {
            Layout.fillWidth: true
            visible: card.parts.length > 1
            text: qsTr("These belong together: you decide about all of them at once.")
            font: Theme.fonts.label
            muted: true
            wraps: true
        }
    }
    Flow {
        Layout.fillWidth: true
        Layout.margins: Theme.space.large
        spacing: Theme.space.small
        Button {
            objectName: "take-" + card.heldId
            kind: "primary"
            symbol: "approve"
            text: qsTr("Take over")
            onClicked: card.taken()
        }
        Button {
            objectName: "decline-" + card.heldId
            symbol: "decline"
            text: qsTr("Decline")
            onClicked: card.declined()
        }
    }
}
