import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// A name and its value. Beside each other where there is room, one below the other in large text or a narrow place.
Item {
    id: row

    property string label
    property string value
    property string empty: "–"           // shown for no value
    property bool strong: false
    property bool stacked: width < 320 * Theme.textScale
    default property alias trailing: slot.data

    readonly property real nameWidth: 120 * Theme.textScale

    Layout.fillWidth: true
    implicitWidth: 320
    implicitHeight: Math.max(slot.height, stacked ? said.y + said.implicitHeight + Theme.space.tiny
                                                  : Math.max(name.y + name.implicitHeight, said.y + said.implicitHeight) + Theme.space.tiny)
    Accessible.role: Accessible.StaticText
    Accessible.name: label + ": " + (value === "" ? empty : value)

    // By hand rather than by a layout: the heights of wrapped words settle at once.
    Label {
        id: name
        y: Theme.space.tiny
        width: row.stacked ? row.width - slot.width : row.nameWidth
        text: row.label
        font: Theme.fonts.label
        muted: true
        wraps: true
        Accessible.ignored: true
    }
    Label {
        id: said
        x: row.stacked ? 0 : row.nameWidth + Theme.space.medium
        y: row.stacked ? name.y + name.implicitHeight : Theme.space.hair
        width: Math.max(0, row.width - x - slot.width)
        text: row.value === "" ? row.empty : row.value
        font: row.strong ? Theme.fonts.bodyStrong : Theme.fonts.body
        wraps: true
        Accessible.ignored: true
    }
    Row {
        id: slot
        x: row.width - width
    }
}
