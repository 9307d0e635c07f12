import QtQuick
import QtTest
import Fieldfare.Theme
import Fieldfare.Components

TestCase {
    id: test
    name: "Fields"
    when: windowShown
    visible: true
    width: 390
    height: 800

    function init() { failOnWarning(/.?/) }

    SignalSpy { id: edited; signalName: "edited" }
    SignalSpy { id: chosen; signalName: "chosen" }
    function type(text) {
        for (const key of text)
            keyClick(key)
    }

    Component { id: textField; TextField { width: 300; label: "Name"; clearable: true; helper: "As on the door" } }
    function test_onlyKeysAreEdits() {
        const field = createTemporaryObject(textField, test)
        edited.target = field
        edited.clear()
        field.text = "set by a program"
        compare(edited.count, 0)
        field.focusIn()
        field.selectAll()
        type("ab")
        compare(edited.count, 2)
        compare(edited.signalArguments[1][0], "ab")
    }
    function test_textFieldSaysItsNameHelpAndError() {
        const field = createTemporaryObject(textField, test)
        compare(field.input.Accessible.name, "Name")
        compare(field.input.Accessible.description, "As on the door")
        field.error = "Too short"
        compare(field.input.Accessible.description, "Too short")
        verify(field.input.height >= 48)
    }

    QtObject { id: draft; property string value: "from the draft" }
    Component { id: bound; TextField { width: 300; label: "Name"; text: draft.value; onEdited: text => draft.value = text } }
    function test_bindingOutlivesTyping() {
        const field = createTemporaryObject(bound, test)
        field.focusIn()
        field.selectAll()
        type("x")
        compare(draft.value, "x")
        draft.value = "recovered"
        compare(field.text, "recovered")
    }

    Component { id: search; SearchField { width: 300 } }
    function test_escapeClearsTheSearch() {
        const field = createTemporaryObject(search, test)
        edited.target = field
        field.focusIn()
        type("tian")
        edited.clear()
        keyClick(Qt.Key_Escape)
        compare(field.text, "")
        compare(edited.count, 1)
        compare(edited.signalArguments[0][0], "")
    }

    Component { id: number; NumberField { width: 300; label: "Quantity"; minimum: 1; maximum: 50; onChosen: value => this.value = value } }
    function test_numberSaysWhatIsWrongAsOneTypes() {
        const field = createTemporaryObject(number, test)
        chosen.target = field
        chosen.clear()
        field.focusIn()
        type("1")
        compare(field.value, 1)
        compare(field.error, "")
        type("x")
        verify(field.error.includes("1x"))
        compare(chosen.count, 1)
        keyClick(Qt.Key_Backspace)
        compare(field.error, "")
        type("00")
        verify(field.error.includes("50"))
        compare(field.value, 10)
    }
    function test_numberSteps() {
        const field = createTemporaryObject(number, test, { value: 49 })
        field.focusIn()
        keyClick(Qt.Key_Up)
        compare(field.value, 50)
        keyClick(Qt.Key_Up)
        compare(field.value, 50)
        keyClick(Qt.Key_Down)
        compare(field.value, 49)
    }
    Component { id: money; MoneyField { width: 300; label: "Limit"; currency: "¥"; onChosen: value => this.value = value } }
    function test_moneyIsMinorUnits() {
        const field = createTemporaryObject(money, test)
        field.focusIn()
        type("12.5")
        compare(field.value, 1250)
        field.value = undefined
    }

    Component {
        id: select
        SelectField {
            width: 300
            label: "Tier"
            options: [{ value: "A", label: "Key account" }, { value: "B", label: "Regular" }]
            onChosen: value => this.value = value
        }
    }
    function test_selectByKeys() {
        const field = createTemporaryObject(select, test)
        field.focusIn()
        keyClick(Qt.Key_Return)
        tryCompare(field.sheet, "opened", true)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        tryCompare(field.sheet, "visible", false)
        compare(field.value, "B")
        compare(field.shown, "Regular")
    }
    function test_selectEscapeChoosesNothing() {
        const field = createTemporaryObject(select, test, { value: "A" })
        field.focusIn()
        keyClick(Qt.Key_Down)
        tryCompare(field.sheet, "opened", true)
        keyClick(Qt.Key_Escape)
        tryCompare(field.sheet, "visible", false)
        compare(field.value, "A")
    }

    Component {
        id: month
        MonthView { width: 340; shown: new Date(2025, 10, 30); minimum: new Date(2025, 10, 5).getTime(); onChosen: value => this.value = value }
    }
    function test_daysByKeys() {
        const view = createTemporaryObject(month, test)
        view.forceActiveFocus()
        keyClick(Qt.Key_Right)
        compare(view.shown.getMonth(), 11)
        keyClick(Qt.Key_Up)
        compare(view.shown.getDate(), 24)
        keyClick(Qt.Key_PageDown)
        compare(view.shown.getMonth(), 11)
        keyClick(Qt.Key_Return)
        compare(view.value, new Date(2025, 11, 24).getTime())
    }
    function test_daysBeforeTheFirstAreClosed() {
        const view = createTemporaryObject(month, test, { shown: new Date(2025, 10, 4) })
        view.forceActiveFocus()
        keyClick(Qt.Key_Return)
        compare(view.value, undefined)
        keyClick(Qt.Key_Right)
        keyClick(Qt.Key_Return)
        compare(view.value, new Date(2025, 10, 5).getTime())
    }
    function test_monthEndsDoNotSkipAMonth() {
        const view = createTemporaryObject(month, test, { shown: new Date(2026, 0, 31) })
        view.moveMonth(1)
        compare(view.shown.getMonth(), 1)
        compare(view.shown.getDate(), 28)
    }

    Component { id: tags; TagEditor { width: 300; label: "Tags"; tags: ["weekly"]; onChanged: tags => this.tags = tags } }
    function test_tags() {
        const editor = createTemporaryObject(tags, test)
        editor.take(" organic ")
        compare(editor.tags, ["weekly", "organic"])
        editor.take("organic")
        editor.take("  ")
        compare(editor.tags.length, 2)
        editor.remove("weekly")
        compare(editor.tags, ["organic"])
    }
}
