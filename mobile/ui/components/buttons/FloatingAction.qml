import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// What is done most on a page, under the thumb. Put it into a page's `floating`.
T.AbstractButton {
    id: button

    property string symbol: "plus"
    property bool compact: false         // the icon alone

    implicitWidth: compact ? implicitHeight : contentItem.implicitWidth + 2 * Theme.space.wide
    implicitHeight: Math.max(56, contentItem.implicitHeight + 2 * Theme.space.medium)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    font: Theme.fonts.bodyStrong
    Accessible.role: Accessible.Button
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: IconText {
        symbol: button.symbol
        text: button.compact ? "" : button.text
        font: button.font
        color: Theme.colors.primaryInk
        iconSize: Theme.icon
    }
    background: Rectangle {
        radius: Theme.radius.large
        color: button.down ? Theme.colors.primaryPressed : button.hovered ? Theme.colors.primaryHover : Theme.colors.primary
        border.width: Theme.focusLine
        border.color: Theme.colors.background
        FocusRing { shown: button.visualFocus; corner: Theme.radius.large }
    }
}
