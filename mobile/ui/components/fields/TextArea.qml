import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// Several lines of text; grows with what is typed. Tab goes on to the next field.
FieldFrame {
    id: field

    property alias text: input.text
    property alias placeholder: input.placeholderText
    property alias readOnly: input.readOnly
    property int maximumLength: 0        // 0: none; beyond it the counter says so
    property int minimumLines: 3
    readonly property alias input: input

    signal edited(string text)
    signal finished()

    function focusIn() { input.forceActiveFocus() }

    counter: maximumLength > 0 && input.length > maximumLength * 0.8 ? input.length + "/" + maximumLength : ""

    T.TextArea {
        id: input

        Layout.fillWidth: true
        implicitWidth: 200
        implicitHeight: Math.max(metrics.height * field.minimumLines, contentHeight) + topPadding + bottomPadding
        padding: Theme.space.medium
        font: Theme.fonts.body
        color: enabled ? Theme.colors.text : Theme.colors.textDisabled
        placeholderTextColor: Theme.colors.textMuted
        selectionColor: Theme.colors.primary
        selectedTextColor: Theme.colors.primaryInk
        selectByMouse: true
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        hoverEnabled: true
        KeyNavigation.priority: KeyNavigation.BeforeItem
        KeyNavigation.tab: nextItemInFocusChain()
        KeyNavigation.backtab: nextItemInFocusChain(false)
        Accessible.role: Accessible.EditableText
        Accessible.multiLine: true
        Accessible.name: field.label
        Accessible.description: field.error !== "" ? field.error : field.helper
        onTextChanged: if (activeFocus) field.edited(text)
        onActiveFocusChanged: if (!activeFocus) field.finished()

        background: FieldGround {
            focused: input.activeFocus
            hovered: input.hovered
            wrong: field.error !== ""
            enabled: input.enabled && !input.readOnly
        }
        FontMetrics {
            id: metrics
            font: input.font
        }
        Text {
            x: input.leftPadding
            y: input.topPadding
            width: input.width - input.leftPadding - input.rightPadding
            visible: input.length === 0 && input.preeditText === ""
            text: input.placeholderText
            font: input.font
            color: input.placeholderTextColor
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
        }
    }
}
