import QtQuick
import Fieldfare.Components
import Fieldfare.Features

// Another record. Of a FormField, `form`.
RecordField {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    label: control.form.label
    helper: control.form.helper
    error: control.form.error
    required: control.form.field.required
    type: control.form.field.reference
    filters: control.form.filters
    value: control.form.value ?? ""
    onChosen: value => control.form.set(value)
}
