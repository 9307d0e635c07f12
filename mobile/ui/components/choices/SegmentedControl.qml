pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// Two to four short answers side by side, `options` [{value, label, symbol}]. Left and Right move.
FieldFrame {
    id: control

    property var options: []
    property var value
    property string name: label

    signal chosen(var value)

    function move(index: int) {
        if (index < 0 || index >= options.length)
            return
        segments.itemAt(index).forceActiveFocus(Qt.TabFocusReason)
        chosen(options[index].value)
    }

    Rectangle {
        Layout.fillWidth: true
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight
        radius: Theme.radius.medium
        color: Theme.colors.sunken
        border.width: Theme.line
        border.color: Theme.colors.outline
        Accessible.role: Accessible.Grouping
        Accessible.name: control.name

        RowLayout {
            id: row
            anchors.fill: parent
            spacing: 0

            Repeater {
                id: segments
                model: control.options
                delegate: T.AbstractButton {
                    id: segment

                    required property var modelData
                    required property int index
                    readonly property bool marked: modelData.value === control.value

                    objectName: "option:" + modelData.value
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 1
                    implicitWidth: Theme.target
                    implicitHeight: Math.max(Theme.target, contentItem.implicitHeight + 2 * Theme.space.medium)
                    horizontalPadding: Theme.space.tiny
                    text: modelData.label
                    hoverEnabled: true
                    focusPolicy: Qt.StrongFocus
                    Accessible.role: Accessible.RadioButton
                    Accessible.name: text
                    Accessible.checkable: true
                    Accessible.checked: marked
                    onClicked: control.chosen(modelData.value)
                    Keys.onRightPressed: control.move(index + 1)
                    Keys.onLeftPressed: control.move(index - 1)

                    contentItem: IconText {
                        symbol: segment.marked ? "check" : segment.modelData.symbol ?? ""
                        text: segment.text
                        font: segment.marked ? Theme.fonts.labelStrong : Theme.fonts.label
                        color: segment.marked ? Theme.colors.primaryInk : Theme.colors.text
                        spacing: Theme.space.tiny
                    }
                    background: Rectangle {
                        radius: Theme.radius.medium
                        color: segment.marked ? Theme.colors.primary : segment.down ? Theme.colors.accentSoft : "transparent"
                        FocusRing { shown: segment.visualFocus; gap: -4 }
                    }
                }
            }
        }
    }
}
