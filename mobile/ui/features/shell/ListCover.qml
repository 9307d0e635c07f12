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
        width: parent.width
        anchors.verticalCenter: parent.verticalCenter
        visible: !!cover.list?.fault
        text: cover.list?.fault?.message ?? ""
        action: ""
    }
    EmptyState {
        width: parent.width
        anchors.verticalCenter: parent.verticalCenter
        visible: !!cover.list?.loaded && !cover.list.fault
        symbol: cover.symbol
        title: cover.title
        text: cover.text
        action: cover.action
        onActionTriggered: cover.actionTriggered()
    }
}
