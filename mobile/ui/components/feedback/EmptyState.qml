pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// Nothing here yet: a drawing, a sentence, and what one can do.
Item {
    id: empty

    property string symbol: "inbox"
    property string title
    property string text
    property string action
    property string actionName           // objectName of its button
    property string tone: "accent"

    signal actionTriggered()

    Layout.fillWidth: true
    implicitWidth: 320
    implicitHeight: content.implicitHeight + 2 * Theme.space.vast

    ColumnLayout {
        id: content
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space.wide, 420 * Math.min(Theme.textScale, 1.5))
        spacing: Theme.space.small

        // A round of paper with the breast's spots, and the icon on it.
        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: Theme.space.small
            implicitWidth: 112
            implicitHeight: 112
            radius: 56
            color: Theme.colors.soft(empty.tone)
            Repeater {
                model: [[20, 34, 7], [34, 18, 5], [84, 22, 6], [95, 42, 8], [14, 62, 5], [92, 72, 5], [30, 88, 6], [76, 92, 7]]
                delegate: Rectangle {
                    required property var modelData
                    x: modelData[0] - modelData[2] / 2
                    y: modelData[1] - modelData[2] / 2
                    width: modelData[2]
                    height: modelData[2]
                    radius: width / 2
                    color: Theme.colors.highlight
                }
            }
            Icon {
                anchors.centerIn: parent
                name: empty.symbol
                size: 48
                color: Theme.colors.softInk(empty.tone)
            }
        }
        Label {
            Layout.fillWidth: true
            text: empty.title
            font: Theme.fonts.heading
            horizontalAlignment: Text.AlignHCenter
            wraps: true
            Accessible.role: Accessible.Heading
        }
        Label {
            Layout.fillWidth: true
            visible: empty.text !== ""
            text: empty.text
            muted: true
            horizontalAlignment: Text.AlignHCenter
            wraps: true
        }
        Button {
            objectName: empty.actionName
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.space.small
            Layout.maximumWidth: content.width
            visible: empty.action !== ""
            text: empty.action
            kind: "primary"
            onClicked: empty.actionTriggered()
        }
    }
}
