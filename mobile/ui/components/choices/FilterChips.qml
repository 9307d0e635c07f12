pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// Filters in a row that scrolls sideways, `options` [{value, label, symbol, count}]. With `several` each is on or
// off and `value` is an array; otherwise one is on.
ListView {
    id: chips

    property var options: []
    property var value
    property bool several: false
    property string name

    signal chosen(var value)

    function has(one: var): bool { return several ? (value ?? []).includes(one) : value === one }
    function toggle(one: var) {
        if (!several)
            chosen(one)
        else
            chosen(has(one) ? value.filter(each => each !== one) : [...(value ?? []), one])
    }

    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.target, Math.round(Theme.fonts.label.pixelSize * 1.4) + 2 * Theme.space.small)
    implicitWidth: contentWidth
    orientation: ListView.Horizontal
    spacing: Theme.space.small
    boundsBehavior: Flickable.StopAtBounds
    clip: contentWidth > width
    model: options
    Component.onCompleted: positionViewAtIndex(Math.max(0, options.findIndex(each => has(each.value))), ListView.Contain)
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    delegate: Chip {
        required property var modelData

        objectName: "option:" + modelData.value
        height: chips.height
        text: modelData.label
        symbol: modelData.symbol ?? ""
        count: modelData.count ?? -1
        marked: chips.has(modelData.value)
        onClicked: chips.toggle(modelData.value)
        onActiveFocusChanged: if (activeFocus) chips.positionViewAtIndex(chips.indexAt(x + 1, 1), ListView.Contain)
    }
}
