import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// A button that is only an icon. `text` is its name for who cannot see it, and its tip.
T.AbstractButton {
    id: button

    required property string symbol
    property color color: Theme.colors.text
    property real iconSize: Theme.icon
    property int count: 0                // a badge above 0

    implicitWidth: Math.max(Theme.target, Theme.icon + 2 * Theme.space.medium)
    implicitHeight: implicitWidth
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: count > 0 ? text + ", " + count : text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.symbol
            size: button.iconSize
            color: button.enabled ? button.color : Theme.colors.textDisabled
        }
        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.horizontalCenterOffset: Theme.icon / 2
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.icon / 2
            count: button.count
        }
    }
    background: Rectangle {
        radius: Theme.radius.medium
        color: button.down ? Theme.colors.accentSoft : button.hovered && button.enabled ? Theme.colors.sunken : "transparent"
        FocusRing { shown: button.visualFocus; gap: -2 }
    }
    Tip { text: button.text; shown: button.hovered || button.visualFocus }
}
