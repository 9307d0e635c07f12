import QtQuick
import Fieldfare.Components

// Yes or no. Of a FormField, `form`.
Switch {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    text: control.form.label
    helper: control.form.helper
    checked: control.form.value ?? false
    onToggled: control.form.set(control.checked)
}
