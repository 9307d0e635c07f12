import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme

T.ScrollBar {
    id: bar

    implicitWidth: 8
    implicitHeight: 8
    padding: 2
    minimumSize: 0.1
    visible: size < 1.0
    contentItem: Rectangle {
        implicitWidth: 4
        implicitHeight: 4
        radius: 2
        color: bar.pressed ? Theme.colors.text : Theme.colors.outlineStrong
        opacity: bar.active || bar.pressed ? 1 : 0.4
    }
}
