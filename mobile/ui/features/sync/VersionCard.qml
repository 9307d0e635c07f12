pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// One field with two versions: the two values, who wrote them, when and on which device.
Card {
    id: card

    required property string conflictId
    required property string type
    required property string recordId
    required property string title
    required property string customer
    required property string label
    required property string standing
    required property string losing
    required property var standingBy     // {name, device, at, mine}
    required property var losingBy
    required property string suggestion  // "standing" or "losing"
    required property string reason
    property bool sideBySide: false

    signal settled(string side)
    signal opened()

    padding: 0
    spacing: 0

    ListRow {
        objectName: "open-" + card.conflictId
        symbol: symbolOf.name
        tone: "accent"
        title: card.title
        subtitle: card.customer === "" || card.customer === card.title ? Schema.typeLabel(card.type, false)
                                                                        : card.customer
        divided: false
        opens: true
        onClicked: card.opened()
        TypeSymbol { id: symbolOf; type: card.type }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space.large
        Layout.rightMargin: Theme.space.large
        Layout.bottomMargin: Theme.space.large
        spacing: Theme.space.medium

        Label {
            Layout.fillWidth: true
            text: card.label
            font: Theme.fonts.labelStrong
            wraps: true
        }
        GridLayout {
            Layout.fillWidth: true
            columns: card.sideBySide ? 2 : 1
            columnSpacing: Theme.space.medium
            rowSpacing: Theme.space.small
            VersionSide {
                objectName: "standing-" + card.conflictId
                caption: qsTr("Stands now")
                value: card.standing
                by: card.standingBy
                safe: card.suggestion === "standing"
                action: qsTr("Keep this")
                onTaken: card.settled("standing")
            }
            VersionSide {
                objectName: "losing-" + card.conflictId
                caption: qsTr("Gave way")
                value: card.losing
                by: card.losingBy
                safe: card.suggestion === "losing"
                action: qsTr("Restore this")
                onTaken: card.settled("losing")
            }
        }
        RowLayout {
            visible: card.reason !== ""
            spacing: Theme.space.small
            Icon {
                Layout.alignment: Qt.AlignTop
                name: "info"
                size: Theme.smallIcon
                color: Theme.colors.textMuted
            }
            Label {
                Layout.fillWidth: true
                text: qsTr("Safe choice: %1").arg(card.reason)
                font: Theme.fonts.label
                muted: true
                wraps: true
            }
        }
    }
}
