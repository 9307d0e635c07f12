import QtQuick
import Fieldfare.Components

// One line of text. Of a FormField, `form`.
TextField {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    label: control.form.label
    helper: control.form.helper
    error: control.form.error
    required: control.form.field.required
    maximumLength: control.form.field.max ?? 32767
    text: control.form.value ?? ""
    onEdited: text => control.form.set(text)
}
