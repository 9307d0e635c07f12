import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// The top of a page: back, title, actions, and the status, which goes below the title where the width is short.
Rectangle {
    id: header

    property string title
    property string subtitle
    property bool canGoBack: false
    property alias actions: actionSlot.data
    property alias status: statusSlot.data

    signal backRequested()

    readonly property bool stacked: statusSlot.visible && width < back.width + heading.implicitWidth + statusSlot.implicitWidth
                                    + actionSlot.implicitWidth + Theme.space.vast

    implicitWidth: 320
    implicitHeight: Math.max(56, grid.implicitHeight + Theme.space.small)
    color: Theme.colors.background

    GridLayout {
        id: grid
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: header.canGoBack ? Theme.space.tiny : Theme.space.large
        anchors.rightMargin: actionSlot.visible ? Theme.space.tiny : Theme.space.large
        columns: 4
        columnSpacing: Theme.space.tiny
        rowSpacing: 0

        IconButton {
            id: back
            objectName: "back"
            visible: header.canGoBack
            symbol: "back"
            text: qsTr("Back")
            onClicked: header.backRequested()
        }
        ColumnLayout {
            Layout.column: 1
            Layout.row: 0
            Layout.fillWidth: true
            spacing: 0
            Label {
                id: heading
                Layout.fillWidth: true
                text: header.title
                font: Theme.fonts.title
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.fonts.body.pixelSize
                Accessible.role: Accessible.Heading
            }
            Label {
                Layout.fillWidth: true
                visible: header.subtitle !== ""
                text: header.subtitle
                font: Theme.fonts.label
                muted: true
            }
        }
        RowLayout {
            id: statusSlot
            Layout.column: header.stacked ? 0 : 2
            Layout.row: header.stacked ? 1 : 0
            Layout.columnSpan: header.stacked ? 4 : 1
            Layout.leftMargin: header.stacked && header.canGoBack ? Theme.space.medium : 0
            visible: children.length > 0
            spacing: Theme.space.small
        }
        RowLayout {
            id: actionSlot
            Layout.column: 3
            Layout.row: 0
            visible: children.length > 0
            spacing: 0
        }
    }
}
