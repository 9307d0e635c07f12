import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// How much of a limit is used, before it bites. `standing`: "within", "near" or "beyond". The words are the page's.
ColumnLayout {
    id: bar

    property string label
    property string text                 // e.g. "8.5% of 10%"
    property real used: 0
    property real limit: 1
    property string standing: used > limit ? "beyond" : used > limit * 0.8 ? "near" : "within"
    property string hint

    readonly property string tone: standing === "beyond" ? "danger" : standing === "near" ? "warning" : "success"
    readonly property real end: Math.max(limit * 1.25, used)

    Layout.fillWidth: true
    spacing: Theme.space.tiny
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label + ", " + text + (hint === "" ? "" : ", " + hint)

    RowLayout {
        spacing: Theme.space.small
        Label {
            Layout.fillWidth: true
            text: bar.label
            font: Theme.fonts.labelStrong
            wraps: true
            Accessible.ignored: true
        }
        Icon {
            name: bar.standing === "within" ? "approve" : "warning"
            size: Theme.smallIcon
            color: Theme.colors.strong(bar.tone)
        }
        Label {
            text: bar.text
            font: Theme.fonts.labelStrong
            color: Theme.colors.strong(bar.tone)
            Accessible.ignored: true
        }
    }
    Item {
        Layout.fillWidth: true
        implicitHeight: 16
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: 8
            radius: 4
            color: Theme.colors.neutralSoft
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: bar.end > 0 ? parent.width * Math.min(1, bar.used / bar.end) : 0
            height: 8
            radius: 4
            color: Theme.colors.strong(bar.tone)
        }
        Rectangle {   // the limit itself
            x: bar.end > 0 ? parent.width * bar.limit / bar.end - width / 2 : 0
            width: 3
            height: parent.height
            radius: 1
            color: Theme.colors.text
        }
    }
    Label {
        Layout.fillWidth: true
        visible: bar.hint !== ""
        text: bar.hint
        font: Theme.fonts.caption
        muted: true
        wraps: true
        Accessible.ignored: true
    }
}
