import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// A moment in ms, or undefined. Chosen as day and time, and taken with the sheet's button.
FieldFrame {
    id: field

    property var value
    property var minimum
    property var maximum
    property int step: 5                 // minutes
    property bool clearable: false
    property string placeholder: qsTr("Choose day and time")
    property string name: label
    property var format: ms => new Date(ms).toLocaleString(Theme.locale, Theme.language === "zh_CN" ? "M月d日 ddd HH:mm" : "ddd d MMM, HH:mm")
    readonly property alias sheet: sheet

    signal chosen(var value)

    property date picked: new Date(Theme.now())
    readonly property bool pickedFits: (minimum === undefined || picked.getTime() >= minimum)
                                       && (maximum === undefined || picked.getTime() <= maximum)

    function focusIn() { control.forceActiveFocus() }
    function begin() {
        const start = new Date(value ?? Theme.now())
        if (value === undefined || value === null)
            start.setMinutes(Math.ceil(start.getMinutes() / step) * step)
        start.setSeconds(0, 0)
        picked = start
        month.shown = start
    }

    FieldButton {
        id: control
        text: field.value === undefined || field.value === null ? "" : field.format.call(null, field.value)
        name: field.name
        placeholder: field.placeholder
        error: field.error
        symbol: "clock"
        clearable: field.clearable
        onClicked: sheet.open()
        onCleared: field.chosen(undefined)
    }
    Sheet {
        id: sheet
        title: field.name
        maximumWidth: 420
        onAboutToShow: field.begin()
        onClosed: control.forceActiveFocus()
        footer: Button {
            Layout.fillWidth: true
            kind: "primary"
            enabled: field.pickedFits
            text: field.format.call(null, field.picked.getTime())
            onClicked: {
                field.chosen(field.picked.getTime())
                sheet.close()
            }
        }

        MonthView {
            id: month
            Layout.fillWidth: true
            focus: true
            value: new Date(field.picked.getFullYear(), field.picked.getMonth(), field.picked.getDate()).getTime()
            minimum: field.minimum
            maximum: field.maximum
            onChosen: value => {
                const day = new Date(value)
                day.setHours(field.picked.getHours(), field.picked.getMinutes())
                field.picked = day
            }
        }
        TimeSteps {
            Layout.fillWidth: true
            step: field.step
            minutes: field.picked.getHours() * 60 + field.picked.getMinutes()
            onChosen: minutes => {
                const at = new Date(field.picked)
                at.setHours(Math.floor(minutes / 60), minutes % 60)
                field.picked = at
            }
        }
    }
}
