pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// The tablet's main places down the left side, `items` as in BottomBar. `header` and `footer` frame them.
Rectangle {
    id: rail

    property var items: []
    property var value
    property alias header: headerSlot.data
    property alias footer: footerSlot.data

    signal chosen(var value)

    implicitWidth: Math.round(96 * Math.min(Theme.textScale, 1.6))
    implicitHeight: 480
    color: Theme.colors.surface
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Main places")

    ColumnLayout {
        anchors.fill: parent
        anchors.topMargin: Theme.space.medium
        anchors.bottomMargin: Theme.space.medium
        spacing: Theme.space.small

        ColumnLayout {
            id: headerSlot
            Layout.fillWidth: true
            visible: children.length > 0
        }
        Flickable {
            id: places
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: column.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            clip: contentHeight > height
            T.ScrollBar.vertical: ScrollBar {}
            ColumnLayout {
                id: column
                width: places.width
                spacing: Theme.space.tiny
                Repeater {
                    model: rail.items
                    delegate: PlaceButton {
                        required property var modelData
                        objectName: "place:" + modelData.value
                        Layout.fillWidth: true
                        place: modelData
                        marked: modelData.value === rail.value
                        onClicked: rail.chosen(modelData.value)
                    }
                }
            }
        }
        ColumnLayout {
            id: footerSlot
            Layout.fillWidth: true
            visible: children.length > 0
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: Theme.line
        height: parent.height
        color: Theme.colors.outline
    }
}
