import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// One answer of many, `options` [{value, label, helper, symbol}], chosen in a sheet; more than eight can be searched.
FieldFrame {
    id: field

    property var options: []
    property var value
    property string placeholder: qsTr("Choose")
    property string name: label
    property bool clearable: false
    readonly property alias sheet: sheet

    signal chosen(var value)             // undefined when it was cleared

    readonly property string shown: options.find(each => each.value === value)?.label ?? ""

    function focusIn() { control.forceActiveFocus() }

    FieldButton {
        id: control
        text: field.shown
        name: field.name
        placeholder: field.placeholder
        error: field.error
        clearable: field.clearable
        onClicked: sheet.open()
        onCleared: field.chosen(undefined)
    }

    OptionSheet {
        id: sheet
        title: field.name
        options: field.options
        value: field.value
        onChosen: value => field.chosen(value)
        onClosed: control.forceActiveFocus()
    }
}
