import QtQuick
import Fieldfare.Components
import Fieldfare.Features

// A day. Of a FormField, `form`.
DateField {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    label: control.form.label
    helper: control.form.helper
    error: control.form.error
    required: control.form.field.required
    clearable: control.form.clearable
    value: DayText.milliseconds(control.form.value)
    onChosen: value => control.form.set(DayText.of(value))
}
