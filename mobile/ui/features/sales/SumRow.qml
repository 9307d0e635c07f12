import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// What a sum is of, and the sum at the right edge.
Item {
    id: row

    property string label
    property string amount
    property bool strong: false
    property bool muted: false

    readonly property bool stacked: width < 240 * Theme.textScale

    Layout.fillWidth: true
    implicitWidth: 320
    implicitHeight: stacked ? what.implicitHeight + sum.implicitHeight : Math.max(what.implicitHeight, sum.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: label + ": " + amount

    Label {
        id: what
        width: row.stacked ? row.width : row.width - sum.implicitWidth - Theme.space.medium
        text: row.label
        font: row.strong ? Theme.fonts.bodyStrong : Theme.fonts.body
        muted: row.muted
        wraps: true
        Accessible.ignored: true
    }
    Label {
        id: sum
        x: row.width - width
        y: row.stacked ? what.implicitHeight : 0
        width: Math.min(implicitWidth, row.width)
        text: row.amount
        font: row.strong ? Theme.fonts.heading : Theme.fonts.body
        fontSizeMode: Text.HorizontalFit    // an amount is shown whole
        minimumPixelSize: Theme.fonts.caption.pixelSize / 2
        muted: row.muted
        Accessible.ignored: true
    }
}
