pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Components

// One answer of `options` [{value, label, helper}]. Up and Down move and choose.
FieldFrame {
    id: list

    property var options: []
    property var value

    signal chosen(var value)

    function move(index: int) {
        if (index < 0 || index >= options.length)
            return
        rows.itemAt(index).forceActiveFocus(Qt.TabFocusReason)
        chosen(options[index].value)
    }

    Repeater {
        id: rows
        model: list.options
        delegate: RadioRow {
            required property var modelData
            required property int index

            objectName: "option:" + modelData.value
            Layout.fillWidth: true
            text: modelData.label
            helper: modelData.helper ?? ""
            marked: modelData.value === list.value
            onClicked: list.chosen(modelData.value)
            Keys.onDownPressed: list.move(index + 1)
            Keys.onUpPressed: list.move(index - 1)
        }
    }
}
