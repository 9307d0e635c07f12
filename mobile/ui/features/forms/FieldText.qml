pragma Singleton

import QtQuick
import Fieldfare.App
import Fieldfare.Features

// What a field of a record says to people, whatever its kind. Empty for no value.
QtObject {
    function shape(type: string, path: string): var { return Schema.field(type, path) }

    function of(type: string, path: string, value: var): string {
        if (value === undefined || value === null || value === "")
            return ""
        const field = shape(type, path)
        switch (field.widget) {
        case "DATE_TIME": return Format.dateTime(value)
        case "DATE": return Format.date(DayText.milliseconds(value))
        case "PERCENT": return Format.percent(value)
        case "QUANTITY": return Format.quantity(value)
        case "PHONE": return Format.phone(value)
        }
        if (field.kind === "choice")
            return Schema.valueLabel(type, path, value)
        if (field.kind === "flag")
            return value ? qsTr("Yes") : qsTr("No")
        if (field.message === "money")
            return Format.money(value.minor, value.currency)
        if (field.message === "address")
            return Format.address(value)
        return Array.isArray(value) ? value.join(qsTr(", ")) : String(value)
    }
}
