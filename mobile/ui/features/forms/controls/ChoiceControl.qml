import QtQuick
import Fieldfare.Components

// One of the values of a choice. Of a FormField, `form`.
SelectField {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    label: control.form.label
    helper: control.form.helper
    error: control.form.error
    required: control.form.field.required
    clearable: control.form.clearable
    options: control.form.field.values.map(each => ({ value: each.name, label: each.label }))
    value: control.form.value
    onChosen: value => control.form.set(value)
}
