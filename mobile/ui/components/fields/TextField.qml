import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// One line of text. `edited` comes with every key of the person, never when a program sets `text`.
FieldFrame {
    id: field

    property alias text: input.text
    property alias placeholder: input.placeholderText
    property alias inputMethodHints: input.inputMethodHints
    property alias validator: input.validator
    property alias maximumLength: input.maximumLength
    property alias readOnly: input.readOnly
    property alias horizontalAlignment: input.horizontalAlignment
    property bool secret: false          // a password, with a button that shows it
    property bool clearable: false
    property string symbol               // icon before the text
    property string prefix
    property string suffix
    property string name: label          // for who cannot see the label
    property bool invalid: error !== ""
    property string description: error !== "" ? error : helper
    readonly property alias input: input

    signal edited(string text)
    signal accepted()
    signal finished()                    // Return, or the focus left

    function focusIn() { input.forceActiveFocus() }
    function selectAll() { input.selectAll() }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space.small

        T.TextField {
            id: input

            property bool revealed: false

            Layout.fillWidth: true
            implicitWidth: 200
            implicitHeight: Math.max(Theme.target, contentHeight + topPadding + bottomPadding)
            leftPadding: Theme.space.medium + (before.visible ? before.width + Theme.space.small : 0)
            rightPadding: Theme.space.medium + (after.visible ? after.width : 0)
            topPadding: Theme.space.small
            bottomPadding: Theme.space.small
            verticalAlignment: Text.AlignVCenter
            font: Theme.fonts.body
            color: enabled ? Theme.colors.text : Theme.colors.textDisabled
            placeholderTextColor: Theme.colors.textMuted
            selectionColor: Theme.colors.primary
            selectedTextColor: Theme.colors.primaryInk
            selectByMouse: true
            hoverEnabled: true
            echoMode: field.secret && !revealed ? TextInput.Password : TextInput.Normal
            Accessible.role: Accessible.EditableText
            Accessible.name: field.name
            // Qt keeps the name of a password from who cannot see; the description says it.
            Accessible.description: !field.secret ? field.description
                                    : field.description === "" ? field.name : field.name + ". " + field.description
            Accessible.passwordEdit: field.secret
            onTextEdited: field.edited(text)
            onAccepted: field.accepted()
            onEditingFinished: field.finished()

            background: FieldGround {
                focused: input.activeFocus
                hovered: input.hovered
                wrong: field.invalid
                enabled: input.enabled && !input.readOnly
            }

            Row {
                id: before
                anchors.left: parent.left
                anchors.leftMargin: Theme.space.medium
                anchors.verticalCenter: parent.verticalCenter
                visible: field.symbol !== "" || field.prefix !== ""
                spacing: Theme.space.small
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: field.symbol !== ""
                    name: field.symbol
                    size: Theme.smallIcon
                    color: Theme.colors.textMuted
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: field.prefix !== ""
                    text: field.prefix
                    muted: true
                }
            }
            Row {
                id: after
                anchors.right: parent.right
                anchors.rightMargin: buttonShown ? 0 : Theme.space.medium
                anchors.verticalCenter: parent.verticalCenter
                visible: buttonShown || field.suffix !== ""
                readonly property bool buttonShown: clear.visible || reveal.visible
                spacing: 0
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: field.suffix !== ""
                    text: field.suffix
                    muted: true
                }
                IconButton {
                    id: clear
                    visible: field.clearable && input.text !== "" && input.enabled && !input.readOnly
                    symbol: "close"
                    text: qsTr("Clear")
                    color: Theme.colors.textMuted
                    iconSize: Theme.smallIcon
                    onClicked: {
                        input.clear()
                        field.edited("")
                        input.forceActiveFocus()
                    }
                }
                IconButton {
                    id: reveal
                    visible: field.secret
                    symbol: input.revealed ? "eye-off" : "eye"
                    text: input.revealed ? qsTr("Hide password") : qsTr("Show password")
                    color: Theme.colors.textMuted
                    iconSize: Theme.smallIcon
                    onClicked: input.revealed = !input.revealed
                }
            }
            Text {
                x: input.leftPadding
                width: input.width - input.leftPadding - input.rightPadding
                height: input.height
                visible: input.text === "" && input.preeditText === ""
                text: input.placeholderText
                font: input.font
                color: input.placeholderTextColor
                verticalAlignment: Text.AlignVCenter
                horizontalAlignment: input.horizontalAlignment
                // In large text a hint is drawn as large as it fits.
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 12
                elide: Text.ElideRight
                textFormat: Text.PlainText
            }
        }
    }
}
