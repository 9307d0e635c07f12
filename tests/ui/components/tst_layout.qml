import QtQuick
import QtQuick.Layouts
import QtTest
import Fieldfare.Theme
import Fieldfare.Components

TestCase {
    id: test
    name: "Layout"
    when: windowShown
    visible: true
    width: 1200
    height: 800

    function init() { failOnWarning(/.?/) }
    function cleanup() { Theme.textScale = 1 }

    Component {
        id: split
        SplitView {
            height: 600
            list: Item { objectName: "list"; anchors.fill: parent }
            detail: Item { objectName: "detail"; anchors.fill: parent }
            aside: Item { objectName: "aside"; anchors.fill: parent }
        }
    }
    function test_splitByWidth_data() {
        return [{ tag: "phone, list", width: 390, detail: false, shown: [true, false, false] },
                { tag: "phone, detail", width: 390, detail: true, shown: [false, true, false] },
                { tag: "just under two", width: 599, detail: false, shown: [true, false, false] },
                { tag: "tablet", width: 600, detail: false, shown: [true, true, false] },
                { tag: "dashboard", width: 1000, detail: true, shown: [true, true, true] }]
    }
    function test_splitByWidth(data) {
        const view = createTemporaryObject(split, test, { width: data.width, detailShown: data.detail })
        const parts = ["list", "detail", "aside"].map(each => findChild(view, each))
        compare(parts.map(each => each.visible), data.shown)
        for (const part of parts.filter(each => each.visible))
            verify(part.mapToItem(view, 0, 0).x + part.width <= view.width)
        // Rotated and back: the same items.
        view.width = 1180
        view.width = data.width
        compare(parts.map(each => each.visible), data.shown)
    }

    Component {
        id: page
        ScrollPage {
            width: 390
            height: 500
            title: "A customer with a very long name in the harbour"
            canGoBack: true
            status: StatusPill { text: "Needs attention"; status: "attention" }
            banner: Banner { text: "Working offline, saved on this device" }
            footer: Button { text: "Save"; Layout.fillWidth: true }
            TextField { objectName: "first"; label: "Name" }
            Item { implicitHeight: 1200 }
            TextField { objectName: "last"; label: "Notes" }
        }
    }
    SignalSpy { id: back; signalName: "backRequested" }
    function test_pageKeys() {
        const item = createTemporaryObject(page, test)
        back.target = item
        back.clear()
        findChild(item, "first").focusIn()
        keyClick(Qt.Key_Escape)
        compare(back.count, 1)
        item.canGoBack = false
        keyClick(Qt.Key_Escape)
        compare(back.count, 1)
    }
    function test_focusedFieldIsInSight() {
        const item = createTemporaryObject(page, test)
        waitForRendering(item)
        const field = findChild(item, "last")
        field.focusIn()
        tryVerify(() => item.flickable.contentY > 0)
        const y = field.input.mapToItem(item.flickable, 0, 0).y
        verify(y >= 0 && y + field.input.height <= item.flickable.height, "at " + y)
    }
    function test_partsDoNotOverlap_data() { return [{ tag: "100%", scale: 1 }, { tag: "200%", scale: 2 }] }
    function test_partsDoNotOverlap(data) {
        Theme.textScale = data.scale
        const item = createTemporaryObject(page, test)
        waitForRendering(item)
        const banner = item.banner[0]
        verify(banner.height >= banner.implicitHeight)
        const end = banner.mapToItem(item, 0, banner.height).y
        verify(item.body.y >= end - 0.5, "banner ends at " + end + ", body begins at " + item.body.y)
        verify(item.body.height > 0)
    }

    Component {
        id: bar
        BottomBar {
            width: 390
            items: [{ value: "today", label: "Today", symbol: "today" }, { value: "outbox", label: "Outbox", symbol: "outbox", count: 3 }]
            value: "today"
        }
    }
    SignalSpy { id: chosen; signalName: "chosen" }
    function test_bottomBar() {
        const item = createTemporaryObject(bar, test)
        chosen.target = item
        chosen.clear()
        mouseClick(item, 300, 30)
        compare(chosen.signalArguments[0][0], "outbox")
        compare(item.value, "today")
    }
}
