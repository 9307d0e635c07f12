import QtQuick
import Fieldfare.Components
import Fieldfare.Theme

// One number with what it is. Its width is given.
Column {
    id: figure

    property string label
    property string value
    property bool strong: false

    Accessible.role: Accessible.StaticText
    Accessible.name: label + ": " + value

    Label {
        width: figure.width
        text: figure.label
        font: Theme.fonts.caption
        muted: true
        wraps: true
        Accessible.ignored: true
    }
    Label {
        width: figure.width
        text: figure.value
        font: figure.strong ? Theme.fonts.heading : Theme.fonts.bodyStrong
        color: figure.strong ? Theme.colors.accent : Theme.colors.text
        wraps: true
        Accessible.ignored: true
    }
}
