import QtQuick
import Fieldfare.App
import Fieldfare.Components

// An amount. Of a FormField, `form`.
MoneyField {
    id: control

    property var form: null

    objectName: "input:" + control.form.path
    label: control.form.label
    helper: control.form.helper
    wrong: control.form.error
    required: control.form.field.required
    currency: control.form.value?.currency || Session.organisationRecord.currency || "EUR"
    parse: text => Format.parseMoney(text, control.currency)
    format: minor => Format.moneyInput(minor, control.currency)
    value: control.form.value?.minor
    typed: control.form.value?.typed ?? ""
    onMistyped: text => control.form.set({ typed: text })
    onChosen: value => control.form.set(value === undefined ? undefined : { minor: value, currency: control.currency })
}
