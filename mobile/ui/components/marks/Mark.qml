import QtQuick
import Fieldfare.Theme
import Fieldfare.Components

// An icon and a word on a soft ground: what something is, never by colour alone.
Rectangle {
    id: mark

    property string text
    property string symbol
    property string tone: "neutral"
    property bool compact: false         // the icon alone; the word stays its name

    implicitWidth: face.implicitWidth + 2 * (compact ? Theme.space.tiny : Theme.space.small)
    implicitHeight: face.implicitHeight + Theme.space.tiny
    radius: Theme.radius.small
    color: Theme.colors.soft(tone)
    border.width: Theme.name === "sunlight" ? 1 : 0
    border.color: Theme.colors.softInk(tone)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    IconText {
        id: face
        anchors.fill: parent
        anchors.leftMargin: mark.compact ? Theme.space.tiny : Theme.space.small
        anchors.rightMargin: anchors.leftMargin
        symbol: mark.symbol
        text: mark.compact ? "" : mark.text
        font: Theme.fonts.captionStrong
        color: Theme.colors.softInk(mark.tone)
        iconSize: Math.round(16 * Math.min(Theme.textScale, 1.5))
        spacing: Theme.space.tiny
    }
}
