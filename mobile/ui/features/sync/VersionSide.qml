import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Theme

// One of two values of a field: who wrote it, when, on which device, and the button that takes it.
Rectangle {
    id: side

    required property string caption
    required property string value
    required property var by             // {name, device, at, mine}
    required property string action
    property bool safe: false            // the suggested one

    signal taken()

    readonly property string author: by.mine ? qsTr("You") : (by.name ?? "") === "" ? qsTr("Somebody") : by.name
    readonly property string source: {
        const parts = [author]
        if ((by.device ?? "") !== "")
            parts.push(by.device)
        if ((by.at ?? 0) > 0)
            parts.push(Format.dateTime(by.at))
        return parts.join(" · ")
    }

    Layout.fillWidth: true
    Layout.fillHeight: true
    Layout.preferredWidth: 1
    implicitWidth: 200
    implicitHeight: content.implicitHeight + 2 * Theme.space.medium
    radius: Theme.radius.medium
    color: safe ? Theme.colors.successSoft : Theme.colors.background
    border.width: safe ? 2 : Theme.line
    border.color: safe ? Theme.colors.success : Theme.colors.outline
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("%1: %2").arg(caption).arg(value === "" ? qsTr("Empty") : value)

    ColumnLayout {
        id: content
        anchors.fill: parent
        anchors.margins: Theme.space.medium
        spacing: Theme.space.tiny
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.small
            Label {
                text: side.caption
                font: Theme.fonts.labelStrong
                color: side.safe ? Theme.colors.successSoftInk : Theme.colors.textMuted
            }
            Mark {
                visible: side.safe
                text: qsTr("Safe choice")
                symbol: "approve"
                tone: "success"
            }
        }
        Label {
            Layout.fillWidth: true
            text: side.value === "" ? qsTr("Empty") : side.value
            font: Theme.fonts.bodyStrong
            wraps: true
        }
        Label {
            Layout.fillWidth: true
            Layout.fillHeight: true
            verticalAlignment: Text.AlignTop
            text: side.source
            font: Theme.fonts.caption
            wraps: true
        }
        Button {
            objectName: side.objectName + "-take"
            Layout.fillWidth: true
            Layout.topMargin: Theme.space.tiny
            kind: side.safe ? "primary" : "secondary"
            text: side.action
            onClicked: side.taken()
        }
    }
}
