import QtQuick
import Fieldfare.Theme
import Fieldfare.Components

// An amount in minor units (cents) of `currency`. The page gives `parse` and `format` of its formatter; those here
// count two decimals.
NumberField {
    property string currency

    prefix: currency
    minimum: 0
    step: 100
    parse: text => Math.round(Number.fromLocaleString(Theme.locale, text) * 100)
    format: minor => Number(minor / 100).toLocaleString(Theme.locale, "f", 2)
}
