import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme

// How far something is, `value` 0 to 1. `text` says it in words.
T.ProgressBar {
    id: bar

    property string text
    property string tone: "info"

    Layout.fillWidth: true
    implicitWidth: 160
    implicitHeight: 8
    Accessible.role: Accessible.ProgressBar
    Accessible.name: text

    background: Rectangle {
        radius: height / 2
        color: Theme.colors.neutralSoft
        border.width: Theme.name === "sunlight" ? 1 : 0
        border.color: Theme.colors.outlineStrong
    }
    contentItem: Item {
        Rectangle {
            width: bar.indeterminate ? parent.width * 0.35 : bar.visualPosition * parent.width
            height: parent.height
            radius: height / 2
            color: Theme.colors.strong(bar.tone)
            SequentialAnimation on x {
                running: bar.indeterminate && bar.visible && !Theme.reducedMotion
                loops: Animation.Infinite
                NumberAnimation { from: 0; to: bar.width * 0.65; duration: 900; easing.type: Easing.InOutQuad }
                NumberAnimation { from: bar.width * 0.65; to: 0; duration: 900; easing.type: Easing.InOutQuad }
            }
        }
    }
}
