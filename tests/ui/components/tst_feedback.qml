import QtQuick
import QtTest
import Fieldfare.Theme
import Fieldfare.Components

TestCase {
    id: test
    name: "Feedback"
    when: windowShown
    visible: true
    width: 390
    height: 700

    function init() { failOnWarning(/.?/) }
    function cleanup() { Theme.textScale = 1 }

    Component { id: toast; Toast {} }
    function test_undo() {
        const item = createTemporaryObject(toast, test)
        let undone = 0
        item.show("Discarded", "Undo", () => ++undone)
        tryCompare(item, "opacity", 1)
        verify(item.shown)
        mouseClick(item, item.width - 40, item.height / 2)
        compare(undone, 1)
        tryCompare(item, "visible", false)
    }
    function test_aNewToastTakesThePlaceOfTheOld() {
        const item = createTemporaryObject(toast, test)
        let undone = ""
        item.show("One", "Undo", () => undone += "1")
        item.show("Two", "Undo", () => undone += "2")
        tryCompare(item, "opacity", 1)
        compare(item.text, "Two")
        mouseClick(item, item.width - 40, item.height / 2)
        compare(undone, "2")
    }

    Component { id: dialog; Dialog { title: "Discard?"; losses: ["Notes"]; dangerous: true } }
    SignalSpy { id: accepted; signalName: "accepted" }
    SignalSpy { id: rejected; signalName: "rejected" }
    function test_dangerHasTheFocusOnTheSafeSide() {
        const item = createTemporaryObject(dialog, test)
        accepted.target = item
        rejected.target = item
        accepted.clear()
        rejected.clear()
        item.open()
        tryCompare(item, "opened", true)
        keyClick(Qt.Key_Return)
        compare(accepted.count, 0)
        compare(rejected.count, 1)
        tryCompare(item, "visible", false)
    }
    function test_aTapBesideIsNoAnswer() {
        const item = createTemporaryObject(dialog, test)
        item.open()
        tryCompare(item, "opened", true)
        mouseClick(test, 5, 5)
        verify(item.visible)
        item.close()
        tryCompare(item, "visible", false)
    }

    Component { id: sheet; Sheet { title: "New contact"; TextField { label: "Name" } } }
    function test_sheetFromBelowAndInTheMiddle() {
        const item = createTemporaryObject(sheet, test)
        item.open()
        tryCompare(item, "opened", true)
        compare(item.wide, item.parent.width >= Theme.twoColumns)
        verify(item.y + item.height <= item.parent.height)
        keyClick(Qt.Key_Escape)
        tryCompare(item, "visible", false)
    }

    Component { id: banner; Banner { width: 358; text: "Working offline, saved on this device"; detail: "Next attempt in 0:24" } }
    function test_bannerGrowsWithItsWords() {
        const item = createTemporaryObject(banner, test)
        waitForRendering(item)
        const before = item.implicitHeight
        Theme.textScale = 2
        tryVerify(() => item.implicitHeight > before)
        verify(item.Accessible.name.includes("Next attempt"))
    }

    Component { id: mark; StateMark {} }
    function test_states_data() {
        return ["draft", "waiting", "sent", "rejected", "held", "two_versions"].map(each => ({ tag: each }))
    }
    function test_states(data) {
        const item = createTemporaryObject(mark, test, { value: data.tag })
        verify(item.visible)
        verify(item.text !== "")
        verify(item.symbol !== "")
        item.value = "synced"
        verify(!item.visible)
    }

    Component { id: limit; LimitBar { width: 300; label: "Discount"; text: "9%"; limit: 10 } }
    function test_limit() {
        const bar = createTemporaryObject(limit, test)
        bar.used = 5
        compare(bar.standing, "within")
        bar.used = 9
        compare(bar.standing, "near")
        bar.used = 10.5
        compare(bar.standing, "beyond")
    }
}
