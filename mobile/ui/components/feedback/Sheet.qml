import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// What a page asks or offers for a moment: from below on a phone, in the middle on a tablet. Escape, the back key
// and a tap beside it close it. The content scrolls when it is long; `footer` stays in sight.
T.Popup {
    id: sheet

    property string title
    property bool wide: parent !== null && parent.width >= Theme.twoColumns
    property int maximumWidth: 560
    property bool closable: true         // has a cross
    property alias footer: footerSlot.data
    default property alias content: column.data

    readonly property real room: parent ? parent.height : 640

    parent: T.Overlay.overlay
    modal: true
    focus: true
    dim: true
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: wide ? Math.round((room - height) / 2) : Math.round(room - height)
    width: parent ? (wide ? Math.min(parent.width - 2 * Theme.space.vast, maximumWidth) : parent.width) : 360
    height: Math.min(implicitHeight, room - (wide ? 2 * Theme.space.vast : Theme.target))
    implicitHeight: head.implicitHeight + body.contentHeight + (foot.visible ? foot.implicitHeight + Theme.space.medium : 0)
                    + topPadding + bottomPadding + Theme.space.small
    padding: Theme.space.large
    topPadding: Theme.space.small
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    T.Overlay.modal: Rectangle { color: Theme.colors.scrim }

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.gentle }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.quick }
    }

    background: Rectangle {
        radius: Theme.radius.large
        color: Theme.colors.raised
        border.width: Theme.name === "light" ? 0 : Theme.line
        border.color: Theme.colors.outline
        Rectangle {   // on a phone the lower corners are square
            visible: !sheet.wide
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            height: Theme.radius.large
            color: parent.color
        }
    }
    contentItem: FocusScope {
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title

        RowLayout {
            id: head
            width: parent.width
            spacing: Theme.space.small
            Label {
                Layout.fillWidth: true
                Layout.minimumHeight: Theme.target
                verticalAlignment: Text.AlignVCenter
                text: sheet.title
                font: Theme.fonts.title
                wraps: true
                Accessible.role: Accessible.Heading
            }
            IconButton {
                objectName: "closeSheet"
                Layout.rightMargin: -Theme.space.medium
                Layout.alignment: Qt.AlignTop
                visible: sheet.closable
                symbol: "close"
                text: qsTr("Close")
                onClicked: sheet.close()
            }
        }
        Flickable {
            id: body
            anchors.top: head.bottom
            anchors.topMargin: Theme.space.small
            anchors.bottom: foot.visible ? foot.top : parent.bottom
            anchors.bottomMargin: foot.visible ? Theme.space.medium : 0
            width: parent.width
            contentHeight: column.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            clip: contentHeight > height
            T.ScrollBar.vertical: ScrollBar {}

            ColumnLayout {
                id: column
                width: body.width
                spacing: Theme.space.medium
            }
        }
        RowLayout {
            id: foot
            anchors.bottom: parent.bottom
            width: parent.width
            visible: footerSlot.children.length > 0
            RowLayout {
                id: footerSlot
                Layout.fillWidth: true
                spacing: Theme.space.small
            }
        }
    }
}
