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

    // Five places share a phone's width: in large text all words are as large as the longest fits.
    TextMetrics {
        id: longest
        font.family: Theme.family
        font.weight: Font.Bold
        font.pixelSize: 100
        text: bar.items.reduce((longest, item) => item.label.length > longest.length ? item.label : longest, "")
    }

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
                labelSize: Math.max(12, Math.min(Theme.fonts.caption.pixelSize,
                                                 Math.floor(100 * (bar.width / bar.items.length - 4) / longest.advanceWidth)))
                onClicked: bar.chosen(modelData.value)
            }
        }
    }
}
