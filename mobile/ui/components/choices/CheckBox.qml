import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

T.CheckBox {
    id: control

    property string helper

    implicitWidth: Math.max(Theme.target, contentItem.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, contentItem.implicitHeight + topPadding + bottomPadding)
    topPadding: Theme.space.small
    bottomPadding: Theme.space.small
    leftPadding: text === "" ? 0 : indicator.width + Theme.space.medium
    hoverEnabled: true
    font: Theme.fonts.body
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.description: helper
    Accessible.checkable: true
    Accessible.checked: checkState === Qt.Checked
    Keys.onReturnPressed: toggle()

    contentItem: ChoiceWords {
        visible: text !== ""
        text: control.text
        helper: control.helper
        font: control.font
    }
    indicator: Rectangle {
        readonly property bool marked: control.checkState !== Qt.Unchecked

        x: control.text === "" ? (control.width - width) / 2 : 2
        y: (control.height - height) / 2
        width: 24
        height: 24
        radius: Theme.radius.small
        color: marked && control.enabled ? Theme.colors.primary : control.hovered && control.enabled ? Theme.colors.sunken : Theme.colors.surface
        border.width: marked && control.enabled ? 0 : 2
        border.color: control.enabled ? Theme.colors.outlineStrong : Theme.colors.outline
        Icon {
            anchors.centerIn: parent
            visible: parent.marked
            name: control.checkState === Qt.PartiallyChecked ? "minus" : "check"
            size: 18
            color: control.enabled ? Theme.colors.primaryInk : Theme.colors.textDisabled
        }
        FocusRing { shown: control.visualFocus; corner: Theme.radius.small }
    }
}
