import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// What every field has around its control: the label above, help or the error below. The control is the content.
ColumnLayout {
    id: frame

    property string label
    property string helper
    property string error
    property bool required: false
    property string counter             // e.g. "12/200"
    default property alias content: slot.data

    Layout.fillWidth: true
    spacing: Theme.space.tiny

    Label {
        Layout.fillWidth: true
        visible: frame.label !== ""
        text: frame.required ? qsTr("%1 (required)").arg(frame.label) : frame.label
        font: Theme.fonts.labelStrong
        wraps: true
        Accessible.ignored: true        // the control says it
    }
    ColumnLayout {
        id: slot
        Layout.fillWidth: true
        spacing: 0
    }
    RowLayout {
        Layout.fillWidth: true
        visible: frame.error !== "" || frame.helper !== "" || frame.counter !== ""
        spacing: Theme.space.tiny

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 1
            visible: frame.error !== ""
            name: "error"
            size: Theme.smallIcon
            color: Theme.colors.danger
        }
        Label {
            Layout.fillWidth: true
            text: frame.error !== "" ? frame.error : frame.helper
            font: Theme.fonts.caption
            color: frame.error !== "" ? Theme.colors.danger : Theme.colors.textMuted
            wraps: true
            Accessible.role: frame.error !== "" ? Accessible.AlertMessage : Accessible.StaticText
        }
        Label {
            Layout.alignment: Qt.AlignTop
            visible: frame.counter !== ""
            text: frame.counter
            font: Theme.fonts.caption
            muted: true
        }
    }
}
