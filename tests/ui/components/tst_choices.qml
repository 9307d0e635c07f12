import QtQuick
import QtTest
import Fieldfare.Components

TestCase {
    id: test
    name: "Choices"
    when: windowShown
    visible: true
    width: 390
    height: 600

    function init() { failOnWarning(/.?/) }

    SignalSpy { id: chosen; signalName: "chosen" }
    readonly property var answers: [{ value: 1, label: "Order" }, { value: 2, label: "Follow up" }, { value: 3, label: "Nobody" }]

    Component { id: radio; RadioList { width: 300; label: "Outcome"; options: test.answers; value: 2 } }
    Component { id: segments; SegmentedControl { width: 300; name: "Shown"; options: test.answers; value: 2 } }
    Component { id: tabs; Tabs { width: 300; height: 48; name: "Parts"; tabs: test.answers; value: 2 } }

    function test_aChoiceIsSaidAndNotTaken_data() {
        return [{ tag: "radio", component: radio }, { tag: "segments", component: segments }, { tag: "tabs", component: tabs }]
    }
    function test_aChoiceIsSaidAndNotTaken(data) {
        const control = createTemporaryObject(data.component, test)
        chosen.target = control
        chosen.clear()
        control.move(2)
        compare(chosen.count, 1)
        compare(chosen.signalArguments[0][0], 3)
        compare(control.value, 2)
        control.move(7)
        compare(chosen.count, 1)
    }
    function test_arrowsMove() {
        const list = createTemporaryObject(radio, test)
        chosen.target = list
        list.move(1)
        chosen.clear()
        keyClick(Qt.Key_Down)
        compare(chosen.signalArguments[0][0], 3)
        keyClick(Qt.Key_Up)
        compare(chosen.signalArguments[1][0], 2)
    }

    Component { id: filters; FilterChips { width: 300; options: test.answers; several: true; value: [1] } }
    function test_severalFilters() {
        const chips = createTemporaryObject(filters, test)
        chosen.target = chips
        chosen.clear()
        chips.toggle(3)
        compare(chosen.signalArguments[0][0], [1, 3])
        chips.toggle(1)
        compare(chosen.signalArguments[1][0], [])
    }

    Component { id: rating; RatingField { width: 300; label: "Rating"; value: 3; onChosen: value => this.value = value } }
    function test_rating() {
        const field = createTemporaryObject(rating, test)
        const stars = findChild(field, "stars")
        stars.forceActiveFocus()
        keyClick(Qt.Key_Right)
        compare(field.value, 4)
        keyClick(Qt.Key_Delete)
        compare(field.value, 0)
        keyClick(Qt.Key_Left)
        compare(field.value, 0)
        compare(stars.Accessible.name, "Rating")
    }

    Component { id: toggle; Switch { text: "Left-handed" } }
    function test_switchKeepsItsBinding() {
        const control = createTemporaryObject(toggle, test)
        mouseClick(control)
        verify(control.checked)
        verify(control.Accessible.checked)
    }

    Component { id: versions
        DifferenceRow {
            width: 358
            label: "Terms"
            value: "standing"
            suggestion: "standing"
            reason: "It came later"
            versions: [{ key: "standing", title: "Standing", text: "30 days", who: "Office" }, { key: "losing", title: "Yours", text: "21 days", who: "You" }]
        }
    }
    function test_versions() {
        const row = createTemporaryObject(versions, test)
        verify(!row.beside)
        row.width = 600
        verify(row.beside)
    }
}
