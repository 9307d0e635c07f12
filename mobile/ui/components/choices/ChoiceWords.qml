import QtQuick
import Fieldfare.Theme
import Fieldfare.Components

// The words beside a choice: what it is, and below it what it means.
Item {
    id: words

    property string text
    property string helper
    property font font: Theme.fonts.body

    implicitWidth: Math.max(title.implicitWidth, explanation.visible ? explanation.implicitWidth : 0)
    implicitHeight: column.implicitHeight

    Column {
        id: column
        anchors.verticalCenter: parent.verticalCenter
        width: words.width

        Label {
            id: title
            width: column.width
            text: words.text
            font: words.font
            wraps: true
            Accessible.ignored: true
        }
        Label {
            id: explanation
            width: column.width
            visible: words.helper !== ""
            text: words.helper
            font: Theme.fonts.caption
            muted: true
            wraps: true
            Accessible.ignored: true
        }
    }
}
