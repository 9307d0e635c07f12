import QtQuick
import Fieldfare.Theme

// A list and what it opens. Under 600 one of them, by `detailShown`; from 600 both; from 1000 also `aside`. The three
// stay as they are through a rotation, only their places change.
FocusScope {
    id: split

    property alias list: listSlot.data
    property alias detail: detailSlot.data
    property alias aside: asideSlot.data
    property bool detailShown: false

    readonly property bool single: width < Theme.twoColumns
    readonly property bool full: width >= Theme.dashboard && asideSlot.children.length > 0
    property real listWidth: Math.round(Math.max(280, Math.min(width * 0.38, 420 * Math.min(Theme.textScale, 1.3))))
    property real asideWidth: Math.round(Math.max(260, width * 0.26))

    implicitWidth: 390
    implicitHeight: 600

    Item {
        id: listSlot
        width: split.single ? split.width : split.listWidth
        height: split.height
        visible: !split.single || !split.detailShown
        clip: true
    }
    Rectangle {
        x: split.listWidth
        visible: !split.single
        width: Theme.line
        height: split.height
        color: Theme.colors.outline
    }
    Item {
        id: detailSlot
        x: split.single ? 0 : split.listWidth + Theme.line
        width: split.width - x - (split.full ? split.asideWidth + Theme.line : 0)
        height: split.height
        visible: !split.single || split.detailShown
        clip: true
    }
    Rectangle {
        x: asideSlot.x - width
        visible: split.full
        width: Theme.line
        height: split.height
        color: Theme.colors.outline
    }
    Item {
        id: asideSlot
        x: split.width - width
        width: split.asideWidth
        height: split.height
        visible: split.full
        clip: true
    }
}
