import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// A setting that is on or off, with its words; takes effect at once.
T.Switch {
    id: control

    property string helper

    implicitWidth: Math.max(Theme.target, contentItem.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, contentItem.implicitHeight + topPadding + bottomPadding)
    topPadding: Theme.space.small
    bottomPadding: Theme.space.small
    rightPadding: indicator.width + Theme.space.medium
    hoverEnabled: true
    font: Theme.fonts.body
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.description: helper
    Accessible.checkable: true
    Accessible.checked: checked

    contentItem: ChoiceWords {
        text: control.text
        helper: control.helper
        font: control.font
    }
    indicator: Rectangle {
        x: control.width - width
        y: (control.height - height) / 2
        width: 52
        height: 32
        radius: height / 2
        color: !control.enabled ? Theme.colors.disabled : control.checked ? Theme.colors.primary : Theme.colors.surface
        border.width: control.checked && control.enabled ? 0 : 2
        border.color: control.enabled ? Theme.colors.outlineStrong : Theme.colors.outline

        Rectangle {
            readonly property real inset: control.checked ? 4 : 6

            x: control.checked ? parent.width - width - inset : inset
            y: inset
            width: parent.height - 2 * inset
            height: width
            radius: width / 2
            color: !control.enabled ? Theme.colors.textDisabled : control.checked ? Theme.colors.primaryInk : Theme.colors.outlineStrong
            Behavior on x { NumberAnimation { duration: Theme.quick } }
            Icon {
                anchors.centerIn: parent
                visible: control.checked
                name: "check"
                size: 14
                color: control.enabled ? Theme.colors.primary : Theme.colors.disabled
            }
        }
        FocusRing { shown: control.visualFocus; corner: 16 }
    }
}
