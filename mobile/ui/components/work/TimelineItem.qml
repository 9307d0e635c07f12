import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// One event on a line of time. What is put into it stands below its words.
Item {
    id: item

    property string time
    property string title
    property string subtitle
    property string symbol: "clock"
    property string tone: "info"
    property bool first: false
    property bool last: false
    default property alias content: slot.data

    Layout.fillWidth: true
    implicitWidth: 320
    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.space.large)
    Accessible.role: Accessible.ListItem
    Accessible.name: time + ", " + title + (subtitle === "" ? "" : ", " + subtitle)

    Rectangle {
        x: dot.x + dot.width / 2 - 1
        y: item.first ? dot.y + dot.height / 2 : 0
        width: 2
        height: (item.last ? dot.y + dot.height / 2 : item.height) - y
        color: Theme.colors.outlineStrong
    }
    Rectangle {
        id: dot
        y: Theme.space.tiny
        width: Theme.smallIcon + Theme.space.medium
        height: width
        radius: width / 2
        color: Theme.colors.soft(item.tone)
        border.width: 2
        border.color: Theme.colors.strong(item.tone)
        Icon {
            anchors.centerIn: parent
            name: item.symbol
            size: Theme.smallIcon
            color: Theme.colors.softInk(item.tone)
        }
    }
    Item {
        id: words

        readonly property bool stacked: item.width < 300 * Theme.textScale

        x: dot.width + Theme.space.medium
        y: Theme.space.tiny
        width: Math.max(0, item.width - x)
        implicitHeight: slot.y + (slot.visible ? slot.implicitHeight : 0)

        Label {
            id: heading
            width: words.width - (words.stacked || !moment.visible ? 0 : moment.implicitWidth + Theme.space.small)
            text: item.title
            font: Theme.fonts.bodyStrong
            wraps: true
            Accessible.ignored: true
        }
        Label {
            id: moment
            x: words.stacked ? 0 : words.width - width
            y: words.stacked ? heading.implicitHeight : Theme.space.hair
            width: words.stacked ? words.width : implicitWidth
            visible: item.time !== ""
            text: item.time
            font: Theme.fonts.label
            wraps: words.stacked
            muted: true
            Accessible.ignored: true
        }
        Label {
            id: more
            y: heading.implicitHeight + (words.stacked && moment.visible ? moment.implicitHeight : 0) + 1
            width: words.width
            visible: item.subtitle !== ""
            text: item.subtitle
            font: Theme.fonts.label
            muted: true
            wraps: true
            Accessible.ignored: true
        }
        ColumnLayout {
            id: slot
            y: more.y + (more.visible ? more.implicitHeight : 0)
            width: words.width
            visible: children.length > 0
        }
    }
}
