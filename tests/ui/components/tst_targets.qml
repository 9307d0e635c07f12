import QtQuick
import QtTest
import Fieldfare.Theme
import Fieldfare.Components

// What holds for every control: a thumb's size, a name, a role, the keyboard; at both ends of the text size.
TestCase {
    id: test
    name: "Targets"
    when: windowShown
    visible: true
    width: 390
    height: 800

    function init() { failOnWarning(/.?/) }
    function cleanup() { Theme.textScale = 1 }

    readonly property list<Component> controls: [
        Component { Button { text: "Check in"; kind: "primary" } },
        Component { Button { text: "OK"; kind: "quiet" } },
        Component { IconButton { symbol: "search"; text: "Search" } },
        Component { FloatingAction { text: "New"; compact: true } },
        Component { Chip { text: "A" } },
        Component { Switch { text: "Left-handed" } },
        Component { CheckBox { text: "Decides" } },
        Component { CheckBox { Accessible.name: "Done" } },
        Component { RadioRow { text: "Follow up" } },
        Component { ListRow { title: "Ann"; subtitle: "Buyer"; width: 358 } },
        Component { StatusPill { text: "Offline" } },
        Component { StatusPill { text: "Offline"; compact: true } },
        Component { FieldButton { name: "Tier" } },
        Component { PlaceButton { place: ({ value: 1, label: "Today", symbol: "today" }); width: 78 } }
    ]

    function test_everyControl_data() {
        const rows = []
        for (let i = 0; i < controls.length; ++i)
            rows.push({ tag: i + " at 100%", index: i, scale: 1 }, { tag: i + " at 200%", index: i, scale: 2 })
        return rows
    }
    function test_everyControl(data) {
        Theme.textScale = data.scale
        const control = createTemporaryObject(controls[data.index], test)
        verify(control)
        verify(control.width >= 48, "width " + control.width)
        verify(control.height >= 48, "height " + control.height)
        verify(control.Accessible.name !== "", "no name")
        verify(control.Accessible.role !== Accessible.NoRole, "no role")
        control.forceActiveFocus(Qt.TabFocusReason)
        verify(control.activeFocus)
        let clicks = 0
        control.clicked.connect(() => ++clicks)
        keyClick(Qt.Key_Space)
        compare(clicks, 1)
        mouseClick(control)
        compare(clicks, 2)
        control.enabled = false
        mouseClick(control)
        compare(clicks, 2)
    }

    Component {
        id: row
        ListRow {
            width: 358
            title: "天成食品有限公司 with a name that is much longer than the row is wide"
            subtitle: "Key account, Haidian, every second Tuesday of the month"
            meta: "¥12,480.00"
            recordState: "two_versions"
        }
    }
    function test_nothingLeavesARow_data() { return [{ tag: "100%", scale: 1 }, { tag: "150%", scale: 1.5 }, { tag: "200%", scale: 2 }] }
    function test_nothingLeavesARow(data) {
        Theme.textScale = data.scale
        const item = createTemporaryObject(row, test)
        waitForRendering(item)
        const check = part => {
            if (part.visible && part.width > 0 && part.text !== undefined) {
                const at = part.mapToItem(item, 0, 0)
                verify(at.x >= 0 && at.x + part.width <= item.width + 0.5, part.text + " leaves the row sideways")
                verify(at.y >= 0 && at.y + part.height <= item.height + 0.5, part.text + " leaves the row below")
            }
            for (let i = 0; i < part.children.length; ++i)
                check(part.children[i])
        }
        check(item.contentItem)
    }
}
