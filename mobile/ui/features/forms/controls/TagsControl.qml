import QtQuick
import Fieldfare.Components

// Words. Of a FormField, `form`.
TagEditor {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    label: control.form.label
    helper: control.form.helper
    error: control.form.error
    tags: control.form.value ?? []
    onChanged: tags => control.form.set(tags)
}
