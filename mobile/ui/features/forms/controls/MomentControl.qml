import QtQuick
import Fieldfare.Components

// A moment. Of a FormField, `form`.
DateTimeField {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    label: control.form.label
    helper: control.form.helper
    error: control.form.error
    required: control.form.field.required
    clearable: control.form.clearable
    value: control.form.value
    onChosen: value => control.form.set(value)
}
