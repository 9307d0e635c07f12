import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Components
import Fieldfare.Theme

// A row that is marked or not.
T.AbstractButton {
    id: row

    property string subtitle
    property bool marked: false

    implicitWidth: ListView.view ? ListView.view.width : 320
    implicitHeight: Math.max(Theme.target + Theme.space.small, content.implicitHeight + 2 * Theme.space.small)
    leftPadding: Theme.space.large
    rightPadding: Theme.space.large
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: subtitle === "" ? text : text + ", " + subtitle
    Accessible.checkable: true
    Accessible.checked: marked
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: RowLayout {
        id: content
        spacing: Theme.space.medium
        Rectangle {
            implicitWidth: 24
            implicitHeight: 24
            radius: Theme.radius.small
            color: row.marked ? Theme.colors.primary : Theme.colors.surface
            border.width: row.marked ? 0 : 2
            border.color: Theme.colors.outlineStrong
            Icon {
                anchors.centerIn: parent
                visible: row.marked
                name: "check"
                size: 18
                color: Theme.colors.primaryInk
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 1
            Label {
                Layout.fillWidth: true
                text: row.text
                font: Theme.fonts.bodyStrong
                wraps: true
                maximumLineCount: 3
                mayShorten: true
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                visible: row.subtitle !== ""
                text: row.subtitle
                font: Theme.fonts.label
                muted: true
                wraps: true
                maximumLineCount: 3
                mayShorten: true
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        color: row.down ? Theme.colors.sunken : row.marked ? Theme.colors.primarySoft
             : row.hovered ? Theme.colors.surface : "transparent"
        Separator {
            x: row.leftPadding
            y: parent.height - height
            width: parent.width - x
        }
        FocusRing { shown: row.visualFocus; gap: -4; corner: Theme.radius.small }
    }
}
