pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// The phone's main places, `items` [{value, label, symbol, count}].
Rectangle {
    id: bar

    property var items: []
    property var value

    signal chosen(var value)

    implicitWidth: 320
    implicitHeight: row.implicitHeight
    color: Theme.colors.surface
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Main places")

    Separator { width: parent.width }
    RowLayout {
        id: row
        anchors.fill: parent
        spacing: 0
        Repeater {
            model: bar.items
            delegate: PlaceButton {
                required property var modelData
                objectName: "place:" + modelData.value
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                place: modelData
                marked: modelData.value === bar.value
                onClicked: bar.chosen(modelData.value)
            }
        }
    }
}
