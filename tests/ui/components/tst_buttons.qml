import QtQuick
import QtTest
import Fieldfare.Theme
import Fieldfare.Components

TestCase {
    id: test
    name: "Buttons"
    when: windowShown
    visible: true
    width: 390
    height: 400

    function init() { failOnWarning(/.?/) }

    Component { id: button; Button { text: "Submit order"; kind: "primary" } }
    SignalSpy { id: clicks; signalName: "clicked" }

    function made(properties) {
        const item = createTemporaryObject(button, test, properties)
        clicks.target = item
        clicks.clear()
        return item
    }

    function test_keys() {
        const item = made({})
        item.forceActiveFocus(Qt.TabFocusReason)
        verify(item.visualFocus)
        keyClick(Qt.Key_Return)
        keyClick(Qt.Key_Enter)
        keyClick(Qt.Key_Space)
        compare(clicks.count, 3)
    }
    function test_busyHearsNoSecondClick() {
        const item = made({ busy: true })
        mouseClick(item)
        item.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        keyClick(Qt.Key_Space)
        compare(clicks.count, 0)
        verify(item.Accessible.description !== "")
        item.busy = false
        mouseClick(item)
        compare(clicks.count, 1)
    }
    function test_statesDiffer() {
        const item = made({})
        const plain = String(item.fill)
        mousePress(item)
        verify(String(item.fill) !== plain)
        mouseRelease(item)
        item.enabled = false
        verify(String(item.fill) !== plain)
        verify(String(item.ink) !== String(Theme.colors.primaryInk))
    }
    function test_longWordsAreShortened() {
        const item = made({ width: 120, text: "Share the quote with everybody concerned" })
        waitForRendering(item)
        verify(item.implicitWidth > 300)
        verify(item.contentItem.width <= 120)
    }

    Component { id: icon; IconButton { symbol: "filter"; text: "Filter"; count: 2 } }
    function test_badgeIsSpoken() {
        const item = createTemporaryObject(icon, test)
        compare(item.Accessible.name, "Filter, 2")
        item.count = 0
        compare(item.Accessible.name, "Filter")
    }

    Component { id: unknown; Icon { name: "no-such-icon" } }
    function test_unknownIconIsNamed() {
        ignoreWarning(/no-such-icon.*there is no such icon/)
        verify(createTemporaryObject(unknown, test))
    }
}
