import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// A sentence across the page, with what can be done about it. `kind`: "info", "offline", "success", "warning", "error".
Rectangle {
    id: banner

    property string kind: "info"
    property string text
    property string detail
    property string action
    property string secondAction
    property bool dismissable: false
    property real corner: Theme.radius.medium   // 0 where it reaches the edges

    signal actionTriggered()
    signal secondActionTriggered()
    signal dismissed()

    readonly property string tone: ({ offline: "neutral", warning: "warning", error: "danger", success: "success" })[kind] ?? "info"
    readonly property color ink: Theme.colors.softInk(tone)

    Layout.fillWidth: true
    Layout.minimumHeight: implicitHeight
    implicitWidth: 320
    implicitHeight: content.implicitHeight + 2 * (dismissable ? Theme.space.tiny : Theme.space.medium)
    radius: corner
    color: Theme.colors.soft(tone)
    border.width: Theme.name === "sunlight" ? Theme.line : 0
    border.color: ink
    Accessible.role: kind === "error" || kind === "warning" ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: detail === "" ? text : text + " " + detail

    ColumnLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space.large
        anchors.rightMargin: banner.dismissable ? 0 : Theme.space.large
        spacing: 0

        RowLayout {
            spacing: Theme.space.medium
            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: banner.dismissable ? (Theme.target - height) / 2 : 0
                name: ({ offline: "offline", warning: "warning", error: "error", success: "approve" })[banner.kind] ?? "info"
                color: banner.ink
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0
                Label {
                    Layout.fillWidth: true
                    Layout.minimumHeight: banner.dismissable ? Theme.target : Theme.icon
                    verticalAlignment: Text.AlignVCenter
                    text: banner.text
                    font: Theme.fonts.labelStrong
                    color: banner.ink
                    wraps: true
                    Accessible.ignored: true
                }
                Label {
                    Layout.fillWidth: true
                    visible: banner.detail !== ""
                    text: banner.detail
                    font: Theme.fonts.label
                    color: banner.ink
                    wraps: true
                    Accessible.ignored: true
                }
            }
            IconButton {
                Layout.alignment: Qt.AlignTop
                visible: banner.dismissable
                symbol: "close"
                text: qsTr("Dismiss")
                color: banner.ink
                onClicked: banner.dismissed()
            }
        }
        Flow {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.icon
            Layout.topMargin: Theme.space.tiny
            visible: banner.action !== "" || banner.secondAction !== ""
            spacing: Theme.space.small
            Button {
                visible: banner.action !== ""
                kind: "quiet"
                text: banner.action
                onClicked: banner.actionTriggered()
            }
            Button {
                visible: banner.secondAction !== ""
                kind: "quiet"
                text: banner.secondAction
                onClicked: banner.secondActionTriggered()
            }
        }
    }
}
