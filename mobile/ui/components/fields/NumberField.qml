import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// A number, undefined if empty. `parse(text)` gives the number or NaN, `format(number)` its text; both may be the
// page's. With `steps` there are buttons for less and more. What is no number, or out of bounds, is said as one
// types; it is given on as `mistyped`, for who keeps everything that is typed and gives it back in `typed`.
FieldFrame {
    id: field

    property var value
    property real step: 1
    property real minimum: -Infinity
    property real maximum: Infinity
    property bool steps: false
    property string prefix
    property string suffix
    property string placeholder
    property string wrong                // what the page knows to be wrong
    property string typed                // no number, typed before; empty: `value` counts
    property string name: label
    property var parse: text => Number.fromLocaleString(Theme.locale, text)
    property var format: number => Number(number).toLocaleString(Theme.locale, "f", Number.isInteger(number) ? 0 : 2)

    readonly property bool empty: value === undefined || value === null
    property string typedWrong

    signal chosen(var value)             // a number, or undefined
    signal mistyped(string text)

    error: typedWrong !== "" ? typedWrong : wrong

    function focusIn() { (steps ? stepper.input : line.input).forceActiveFocus() }
    function read(text) {
        if (text.trim() === "") {
            typedWrong = ""
            chosen(undefined)
            return
        }
        let number = NaN
        try {
            number = parse.call(null, text)
        } catch (wrongText) {
            number = NaN
        }
        typedWrong = Number.isNaN(number) ? qsTr("“%1” is not a number").arg(text)
                   : number < minimum ? qsTr("At least %1").arg(format.call(null, minimum))
                   : number > maximum ? qsTr("At most %1").arg(format.call(null, maximum)) : ""
        if (typedWrong === "")
            chosen(number)
        else
            mistyped(text)
    }
    function stepBy(by: real) {
        const from = empty ? 0 : value
        typedWrong = ""
        chosen(Math.max(minimum, Math.min(maximum, from + by)))
        show()
    }
    // While one types the field keeps the typed text; the value's own form appears when one leaves.
    function show() {
        const text = typed !== "" ? typed : empty ? "" : format.call(null, value)
        for (const input of [line.input, stepper.input]) {
            if (input.text !== text)
                input.text = text
        }
    }
    function settle() {
        if (typedWrong === "")
            show()
    }

    function showUnlessTyping() {
        if (!line.input.activeFocus && !stepper.input.activeFocus)
            show()
    }

    onValueChanged: showUnlessTyping()
    onTypedChanged: showUnlessTyping()
    Component.onCompleted: show()
    Connections {
        target: Theme
        function onLanguageChanged() { field.settle() }
    }

    TextField {
        id: line
        visible: !field.steps
        name: field.name
        prefix: field.prefix
        suffix: field.suffix
        placeholder: field.placeholder
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        invalid: field.error !== ""
        description: field.error !== "" ? field.error : field.helper
        onEdited: text => field.read(text)
        onFinished: field.settle()
        Keys.onUpPressed: field.stepBy(field.step)
        Keys.onDownPressed: field.stepBy(-field.step)
    }
    Stepper {
        id: stepper
        Layout.fillWidth: true
        Layout.maximumWidth: 2 * Theme.target + 140 * Theme.textScale
        visible: field.steps
        name: field.name
        wrong: field.error !== ""
        canDecrease: field.empty || field.value > field.minimum
        canIncrease: field.empty || field.value < field.maximum
        onDecreased: field.stepBy(-field.step)
        onIncreased: field.stepBy(field.step)
        onEdited: text => field.read(text)
        onFinished: field.settle()
    }
}
