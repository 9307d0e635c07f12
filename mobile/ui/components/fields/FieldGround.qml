import QtQuick
import Fieldfare.Theme

// The ground of a field's control in each of its states.
Rectangle {
    property bool focused: false
    property bool hovered: false
    property bool wrong: false

    radius: Theme.radius.medium
    color: enabled ? Theme.colors.surface : Theme.colors.sunken
    border.width: focused || wrong ? Theme.focusLine : Theme.line
    border.color: wrong ? Theme.colors.danger
                : focused ? Theme.colors.focus
                : !enabled ? Theme.colors.outline
                : hovered ? Theme.colors.text : Theme.colors.outlineStrong
}
