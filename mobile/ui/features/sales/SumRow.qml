import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// What a sum is of, and the sum at the right edge.
GridLayout {
    id: row

    property string label
    property string amount
    property bool strong: false
    property bool muted: false

    Layout.fillWidth: true
    columns: width < 240 * Theme.textScale ? 1 : 2
    columnSpacing: Theme.space.medium
    rowSpacing: 0
    Accessible.role: Accessible.StaticText
    Accessible.name: label + ": " + amount

    Label {
        Layout.fillWidth: true
        text: row.label
        font: row.strong ? Theme.fonts.bodyStrong : Theme.fonts.body
        muted: row.muted
        wraps: true
        Accessible.ignored: true
    }
    Label {
        Layout.alignment: Qt.AlignRight | Qt.AlignTop
        text: row.amount
        font: row.strong ? Theme.fonts.heading : Theme.fonts.body
        muted: row.muted
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: true
    }
}
