import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// The control of a field that is chosen rather than typed: looks like a field, opens something.
T.AbstractButton {
    id: control

    property string placeholder
    property string symbol: "chevron-down"
    property string name
    property string error
    property bool clearable: false

    signal cleared()

    Layout.fillWidth: true
    implicitWidth: 200
    implicitHeight: Math.max(Theme.target, words.implicitHeight + 2 * Theme.space.small)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ComboBox
    Accessible.name: name
    Accessible.description: error !== "" ? text + ". " + error : text
    Keys.onReturnPressed: clicked()
    Keys.onDownPressed: clicked()
    Keys.onDeletePressed: if (clearable && text !== "") cleared()

    contentItem: Item {
        Label {
            id: words
            anchors.left: parent.left
            anchors.right: erase.visible ? erase.left : icon.left
            anchors.leftMargin: Theme.space.medium
            anchors.rightMargin: Theme.space.small
            anchors.verticalCenter: parent.verticalCenter
            text: control.text === "" ? control.placeholder : control.text
            muted: control.text === ""
            wraps: true
            maximumLineCount: 2
            Accessible.ignored: true
        }
        IconButton {
            id: erase
            anchors.right: icon.left
            anchors.verticalCenter: parent.verticalCenter
            visible: control.clearable && control.text !== "" && control.enabled
            symbol: "close"
            text: qsTr("Clear %1").arg(control.name)
            color: Theme.colors.textMuted
            iconSize: Theme.smallIcon
            onClicked: control.cleared()
        }
        Icon {
            id: icon
            anchors.right: parent.right
            anchors.rightMargin: Theme.space.medium
            anchors.verticalCenter: parent.verticalCenter
            name: control.symbol
            size: Theme.smallIcon
            color: control.enabled ? Theme.colors.textMuted : Theme.colors.textDisabled
        }
    }
    background: FieldGround {
        focused: control.visualFocus || control.down
        hovered: control.hovered
        wrong: control.error !== ""
    }
}
