import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme

// The shape of a row that is still being read.
Item {
    id: skeleton

    property bool leading: true

    Layout.fillWidth: true
    implicitWidth: 320
    implicitHeight: Theme.vastIcon + 2 * Theme.space.medium
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Loading")

    Rectangle {
        id: head
        x: Theme.space.large
        anchors.verticalCenter: parent.verticalCenter
        visible: skeleton.leading
        width: Theme.vastIcon
        height: width
        radius: width / 2
        color: Theme.colors.neutralSoft
    }
    Column {
        x: skeleton.leading ? head.x + head.width + Theme.space.medium : Theme.space.large
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.small
        Rectangle {
            width: skeleton.width * 0.45
            height: Math.round(12 * Theme.textScale)
            radius: height / 2
            color: Theme.colors.neutralSoft
        }
        Rectangle {
            width: skeleton.width * 0.3
            height: Math.round(10 * Theme.textScale)
            radius: height / 2
            color: Theme.colors.neutralSoft
        }
    }
    SequentialAnimation on opacity {
        running: skeleton.visible && !Theme.reducedMotion
        loops: Animation.Infinite
        NumberAnimation { from: 1; to: 0.5; duration: 700 }
        NumberAnimation { from: 0.5; to: 1; duration: 700 }
    }
}
