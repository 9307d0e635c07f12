import QtQuick
import Fieldfare.Components

// Several lines. Of a FormField, `form`.
TextArea {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    label: control.form.label
    helper: control.form.helper
    error: control.form.error
    required: control.form.field.required
    maximumLength: control.form.field.max ?? 0
    text: control.form.value ?? ""
    onEdited: text => control.form.set(text)
}
