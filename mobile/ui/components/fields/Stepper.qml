import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// Less, a number, more: for a quantity in a row. The number is text that the page writes; Up and Down step.
FocusScope {
    id: stepper

    property alias text: input.text
    property string name
    property bool canDecrease: true
    property bool canIncrease: true
    property bool wrong: false
    property alias inputMethodHints: input.inputMethodHints
    property real numberWidth: Math.round(64 * Theme.textScale)
    readonly property alias input: input

    signal decreased()
    signal increased()
    signal edited(string text)
    signal finished()

    implicitWidth: row.implicitWidth
    implicitHeight: Math.max(row.implicitHeight, Theme.target)

    FieldGround {
        anchors.fill: parent
        enabled: stepper.enabled
        focused: input.activeFocus
        wrong: stepper.wrong
    }
    RowLayout {
        id: row
        anchors.fill: parent
        spacing: 0
        IconButton {
            symbol: "minus"
            text: qsTr("Less: %1").arg(stepper.name)
            enabled: stepper.enabled && stepper.canDecrease
            onClicked: stepper.decreased()
        }
        T.TextField {
            id: input
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitWidth: stepper.numberWidth
            implicitHeight: Math.max(Theme.target, contentHeight + Theme.space.large)
            focus: true
            horizontalAlignment: TextInput.AlignHCenter
            verticalAlignment: TextInput.AlignVCenter
            font: Theme.fonts.bodyStrong
            color: enabled ? Theme.colors.text : Theme.colors.textDisabled
            selectionColor: Theme.colors.primary
            selectedTextColor: Theme.colors.primaryInk
            selectByMouse: true
            inputMethodHints: Qt.ImhFormattedNumbersOnly
            Accessible.role: Accessible.SpinBox
            Accessible.name: stepper.name
            onActiveFocusChanged: if (activeFocus) selectAll()
            onTextEdited: stepper.edited(text)
            onEditingFinished: stepper.finished()
            Keys.onUpPressed: if (stepper.canIncrease) stepper.increased()
            Keys.onDownPressed: if (stepper.canDecrease) stepper.decreased()
        }
        IconButton {
            symbol: "plus"
            text: qsTr("More: %1").arg(stepper.name)
            enabled: stepper.enabled && stepper.canIncrease
            onClicked: stepper.increased()
        }
    }
}
