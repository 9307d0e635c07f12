import QtQuick
import Fieldfare.Theme

// A small count.
Rectangle {
    id: badge

    property int count: 0

    visible: count > 0
    implicitWidth: Math.max(implicitHeight, number.implicitWidth + Theme.space.small)
    implicitHeight: number.implicitHeight + Theme.space.hair
    radius: height / 2
    color: Theme.colors.highlight
    Text {
        id: number
        anchors.centerIn: parent
        text: badge.count > 99 ? "99+" : badge.count
        font.family: Theme.family
        font.weight: Font.Bold
        font.pixelSize: Math.round(13 * Math.min(Theme.textScale, 1.4))    // stands on an icon's corner
        color: Theme.colors.highlightInk
    }
}
