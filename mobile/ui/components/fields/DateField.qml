import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// A day: ms of its local midnight, or undefined.
FieldFrame {
    id: field

    property var value
    property var minimum
    property var maximum
    property bool clearable: false
    property string placeholder: qsTr("Choose a day")
    property string name: label
    property var format: ms => new Date(ms).toLocaleDateString(Theme.locale, Theme.language === "zh_CN" ? "yyyy年M月d日 ddd" : "ddd d MMM yyyy")
    readonly property alias sheet: sheet

    signal chosen(var value)

    function focusIn() { control.forceActiveFocus() }

    FieldButton {
        id: control
        text: field.value === undefined || field.value === null ? "" : field.format.call(null, field.value)
        name: field.name
        placeholder: field.placeholder
        error: field.error
        symbol: "calendar"
        clearable: field.clearable
        onClicked: sheet.open()
        onCleared: field.chosen(undefined)
    }
    Sheet {
        id: sheet
        title: field.name
        maximumWidth: 420
        onAboutToShow: month.shown = new Date(field.value ?? Theme.now())
        onClosed: control.forceActiveFocus()

        MonthView {
            id: month
            Layout.fillWidth: true
            focus: true
            value: field.value ?? undefined
            minimum: field.minimum
            maximum: field.maximum
            onChosen: value => {
                field.chosen(value)
                sheet.close()
            }
        }
        Button {
            Layout.alignment: Qt.AlignHCenter
            kind: "quiet"
            text: qsTr("Today")
            enabled: month.open(new Date(new Date(Theme.now()).setHours(0, 0, 0, 0)))
            onClicked: month.choose(new Date(Theme.now()))
        }
    }
}
