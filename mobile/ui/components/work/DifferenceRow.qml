pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// One field of which there are two versions: what it was, and each version with who made it and when. One is chosen;
// the safe one says why it is. `versions` [{key, title, who, text}].
ColumnLayout {
    id: row

    property string label
    property string before
    property var versions: []
    property var value                   // key of the chosen version
    property var suggestion              // key of the safe one
    property string reason

    signal chosen(var value)

    readonly property bool beside: width >= 440 * Theme.textScale

    Layout.fillWidth: true
    spacing: Theme.space.small
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Label {
        Layout.fillWidth: true
        text: row.label
        font: Theme.fonts.bodyStrong
        wraps: true
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("Before: %1").arg(row.before === "" ? "–" : row.before)
        font: Theme.fonts.label
        muted: true
        wraps: true
    }
    GridLayout {
        Layout.fillWidth: true
        columns: row.beside ? row.versions.length : 1
        columnSpacing: Theme.space.small
        rowSpacing: Theme.space.small
        Repeater {
            model: row.versions
            delegate: T.AbstractButton {
                id: version

                required property var modelData
                readonly property bool marked: modelData.key === row.value
                readonly property bool suggested: modelData.key === row.suggestion

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                implicitHeight: Math.max(Theme.target, words.implicitHeight + 2 * Theme.space.medium)
                text: modelData.title
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.RadioButton
                Accessible.name: modelData.title + ": " + modelData.text + ", " + modelData.who
                Accessible.description: suggested ? row.reason : ""
                Accessible.checkable: true
                Accessible.checked: marked
                Keys.onReturnPressed: clicked()
                onClicked: row.chosen(modelData.key)

                contentItem: Item {
                    ColumnLayout {
                        id: words
                        anchors.left: parent.left
                        anchors.right: parent.right
                        anchors.margins: Theme.space.medium
                        y: Theme.space.medium
                        spacing: Theme.space.tiny
                        RowLayout {
                            spacing: Theme.space.small
                            Icon {
                                name: version.marked ? "approve" : "circle"
                                size: Theme.smallIcon
                                color: version.marked ? Theme.colors.accent : Theme.colors.textMuted
                            }
                            Label {
                                Layout.fillWidth: true
                                text: version.modelData.title
                                font: Theme.fonts.labelStrong
                                Accessible.ignored: true
                            }
                            Mark {
                                visible: version.suggested
                                text: qsTr("Safe")
                                symbol: "check"
                                tone: "success"
                                Accessible.ignored: true
                            }
                        }
                        Label {
                            Layout.fillWidth: true
                            text: version.modelData.text === "" ? "–" : version.modelData.text
                            wraps: true
                            Accessible.ignored: true
                        }
                        Label {
                            Layout.fillWidth: true
                            text: version.modelData.who
                            font: Theme.fonts.caption
                            muted: true
                            wraps: true
                            Accessible.ignored: true
                        }
                    }
                }
                background: Rectangle {
                    radius: Theme.radius.medium
                    color: version.marked ? Theme.colors.accentSoft : version.hovered ? Theme.colors.sunken : Theme.colors.surface
                    border.width: version.marked ? 2 : Theme.line
                    border.color: version.marked ? Theme.colors.accent : Theme.colors.outlineStrong
                    FocusRing { shown: version.visualFocus }
                }
            }
        }
    }
    RowLayout {
        visible: row.reason !== ""
        spacing: Theme.space.tiny
        Icon {
            Layout.alignment: Qt.AlignTop
            name: "info"
            size: Theme.smallIcon
            color: Theme.colors.textMuted
        }
        Label {
            Layout.fillWidth: true
            text: row.reason
            font: Theme.fonts.caption
            muted: true
            wraps: true
        }
    }
}
