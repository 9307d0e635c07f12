import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Theme

// One edit that waits: the record, what was changed and when, what went wrong, and what can be done.
Card {
    id: card

    required property var no
    required property string type
    required property string recordId
    required property string title
    required property string what
    required property var changedAt
    required property int attempts
    required property string error
    required property bool canDiscard

    signal retried()
    signal discarded()
    signal opened()

    padding: 0
    spacing: 0
    tone: error === "" ? "" : "warning"

    ListRow {
        objectName: "open-" + card.no
        symbol: symbolOf.name
        tone: card.error === "" ? "info" : "warning"
        title: card.title === "" ? Schema.typeLabel(card.type, false) : card.title
        subtitle: qsTr("%1, %2").arg(Schema.typeLabel(card.type, false)).arg(Format.dateTime(card.changedAt))
        titleWraps: true
        divided: false
        opens: true
        onClicked: card.opened()
        TypeSymbol { id: symbolOf; type: card.type }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space.large
        Layout.rightMargin: Theme.space.large
        Layout.bottomMargin: actions.visible ? 0 : Theme.space.large
        spacing: Theme.space.tiny
        Label {
            Layout.fillWidth: true
            text: card.what
            wraps: true
        }
        Label {
            Layout.fillWidth: true
            visible: card.attempts > 0
            text: qsTr("Tried %n time(s), no answer yet", "", card.attempts)
            font: Theme.fonts.caption
            muted: true
            wraps: true
        }
        RowLayout {
            visible: card.error !== ""
            spacing: Theme.space.small
            Icon {
                Layout.alignment: Qt.AlignTop
                name: "warning"
                size: Theme.smallIcon
                color: Theme.colors.warning
            }
            Label {
                Layout.fillWidth: true
                text: card.error
                font: Theme.fonts.label
                wraps: true
            }
        }
    }
    Flow {
        id: actions
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space.tiny
        visible: card.canDiscard || card.attempts > 0
        Button {
            objectName: "retry-" + card.no
            visible: card.attempts > 0
            kind: "quiet"
            symbol: "syncing"
            text: qsTr("Try again")
            onClicked: card.retried()
        }
        Button {
            objectName: "discard-" + card.no
            visible: card.canDiscard
            kind: "quiet"
            symbol: "trash"
            text: qsTr("Discard")
            onClicked: card.discarded()
        }
    }
}
