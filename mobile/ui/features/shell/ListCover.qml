pragma ComponentBehavior: Bound

import QtQuick
import Fieldfare.Theme
import Fieldfare.Components

// Over a list while it has no rows: it is being read, it could not be read, or there are none. `list` is a model
// with `count`, `loaded` and `fault`.
Item {
    id: cover

    property var list: null
    property string title
    property string text
    property string symbol: "inbox"
    property string action
    property string actionName           // objectName of its button

    signal actionTriggered()

    visible: (list?.count ?? 0) === 0

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        visible: cover.list !== null && !cover.list.loaded && !cover.list.fault
        Repeater {
            model: 6
            delegate: SkeletonRow { width: cover.width }
        }
    }
    ErrorState {
        anchors.centerIn: parent
        width: parent.width
        visible: !!cover.list?.fault
        text: cover.list?.fault?.message ?? ""
        action: ""
    }
    // Scrolls where large text needs more than there is.
    Flickable {
        anchors.fill: parent
        visible: !!cover.list?.loaded && !cover.list.fault
        contentHeight: empty.height
        boundsBehavior: Flickable.StopAtBounds
        clip: contentHeight > height
        EmptyState {
            id: empty
            width: cover.width
            height: Math.max(implicitHeight, cover.height)
            symbol: cover.symbol
            title: cover.title
            text: cover.text
            action: cover.action
            actionName: cover.actionName
            onActionTriggered: cover.actionTriggered()
        }
    }
}
