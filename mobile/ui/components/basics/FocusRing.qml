import QtQuick
import Fieldfare.Theme

// Shows where the keyboard is. Lies around `around`, its sibling or parent, without taking room.
Rectangle {
    property Item around: parent
    property bool shown: false
    property real corner: Theme.radius.medium
    property real gap: 2

    anchors.fill: around
    anchors.margins: -gap - border.width
    radius: corner + gap + border.width
    color: "transparent"
    border.color: Theme.colors.focus
    border.width: Theme.focusLine
    visible: shown
}
