import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// One of several answers; see RadioList. `marked` is the list's to set: a click only says so.
T.AbstractButton {
    id: control

    property string helper
    property bool marked: false

    implicitWidth: Math.max(Theme.target, contentItem.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, contentItem.implicitHeight + topPadding + bottomPadding)
    topPadding: Theme.space.small
    bottomPadding: Theme.space.small
    leftPadding: indicator.width + Theme.space.medium
    hoverEnabled: true
    font: Theme.fonts.body
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.description: helper
    Accessible.checkable: true
    Accessible.checked: marked
    Keys.onReturnPressed: clicked()

    contentItem: ChoiceWords {
        text: control.text
        helper: control.helper
        font: control.font
    }
    indicator: Rectangle {
        x: 2
        y: (control.height - height) / 2
        width: 24
        height: 24
        radius: 12
        color: control.hovered && control.enabled ? Theme.colors.sunken : Theme.colors.surface
        border.width: 2
        border.color: !control.enabled ? Theme.colors.outline : control.marked ? Theme.colors.primary : Theme.colors.outlineStrong
        Rectangle {
            anchors.centerIn: parent
            visible: control.marked
            width: 12
            height: 12
            radius: 6
            color: control.enabled ? Theme.colors.primary : Theme.colors.textDisabled
        }
        FocusRing { shown: control.visualFocus; corner: 12 }
    }
}
