import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// Hours and minutes, each with less and more. `minutes` counts from midnight.
GridLayout {
    id: time

    property int minutes: 0
    property int step: 5

    signal chosen(int minutes)

    function two(number: int): string { return String(number).padStart(2, "0") }
    function shift(by: int) { chosen((minutes + by + 1440) % 1440) }
    function readHours(text: string) {
        const hours = parseInt(text, 10)
        if (hours >= 0 && hours < 24)
            chosen(hours * 60 + minutes % 60)
    }
    function readMinutes(text: string) {
        const part = parseInt(text, 10)
        if (part >= 0 && part < 60)
            chosen(Math.floor(minutes / 60) * 60 + part)
    }
    function show() {
        hour.text = two(Math.floor(minutes / 60))
        minute.text = two(minutes % 60)
    }

    onMinutesChanged: {
        if (!hour.input.activeFocus)
            hour.text = two(Math.floor(minutes / 60))
        if (!minute.input.activeFocus)
            minute.text = two(minutes % 60)
    }
    Component.onCompleted: show()
    readonly property bool stacked: width < 2 * hour.implicitWidth + 40

    columns: stacked ? 1 : 3
    columnSpacing: Theme.space.small
    rowSpacing: Theme.space.small

    Stepper {
        id: hour
        Layout.fillWidth: true
        name: qsTr("Hour")
        numberWidth: 40 * Theme.textScale
        onDecreased: { time.shift(-60); time.show() }
        onIncreased: { time.shift(60); time.show() }
        onEdited: text => time.readHours(text)
        onFinished: time.show()
    }
    Label {
        visible: !time.stacked
        text: ":"
        font: Theme.fonts.heading
    }
    Stepper {
        id: minute
        Layout.fillWidth: true
        name: qsTr("Minute")
        numberWidth: 40 * Theme.textScale
        onDecreased: { time.shift(-time.step); time.show() }
        onIncreased: { time.shift(time.step); time.show() }
        onEdited: text => time.readMinutes(text)
        onFinished: time.show()
    }
}
