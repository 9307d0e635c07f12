import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme

// The name of an icon for who points at it.
T.ToolTip {
    id: tip

    property bool shown: false

    visible: shown && text !== ""
    delay: 600
    y: parent ? parent.height + Theme.space.tiny : 0
    margins: Theme.space.small
    padding: Theme.space.small
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent
    contentItem: Text {
        text: tip.text
        font: Theme.fonts.caption
        color: Theme.colors.background
        textFormat: Text.PlainText
    }
    background: Rectangle {
        radius: Theme.radius.small
        color: Theme.colors.text
    }
}
