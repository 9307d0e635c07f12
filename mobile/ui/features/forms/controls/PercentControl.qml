import QtQuick
import Fieldfare.App
import Fieldfare.Components

// A percentage, kept in basis points. Of a FormField, `form`.
NumberField {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    label: control.form.label
    helper: control.form.helper
    wrong: control.form.error
    suffix: "%"
    parse: text => Format.parsePercent(text)
    value: control.typed === "" ? control.form.value : undefined
    typed: control.form.value?.typed ?? ""
    onMistyped: text => control.form.set({ typed: text })
    onChosen: value => control.form.set(value)
}
