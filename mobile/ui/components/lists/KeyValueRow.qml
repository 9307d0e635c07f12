import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// A name and its value. Beside each other where there is room, one below the other in large text or a narrow place.
GridLayout {
    id: row

    property string label
    property string value
    property string empty: "–"           // shown for no value
    property bool strong: false
    property bool stacked: width < 320 * Theme.textScale
    default property alias trailing: slot.data

    Layout.fillWidth: true
    columns: stacked ? 1 : 3
    columnSpacing: Theme.space.medium
    rowSpacing: 0
    Accessible.role: Accessible.StaticText
    Accessible.name: label + ": " + (value === "" ? empty : value)

    Label {
        Layout.preferredWidth: row.stacked ? -1 : 120 * Theme.textScale
        Layout.fillWidth: row.stacked
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: Theme.space.tiny
        text: row.label
        font: Theme.fonts.label
        muted: true
        wraps: true
        Accessible.ignored: true
    }
    Label {
        Layout.fillWidth: true
        Layout.topMargin: row.stacked ? 0 : Theme.space.hair
        Layout.bottomMargin: Theme.space.tiny
        text: row.value === "" ? row.empty : row.value
        font: row.strong ? Theme.fonts.bodyStrong : Theme.fonts.body
        wraps: true
        Accessible.ignored: true
    }
    RowLayout {
        id: slot
        visible: children.length > 0
        spacing: 0
    }
}
