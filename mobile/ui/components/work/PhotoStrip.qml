pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// Photos of a model with the roles `source`, `state` ("here", "sending", "sent", "missing") and `progress` (0 to 1).
RowLayout {
    id: strip

    property alias model: list.model
    readonly property alias count: list.count
    property real side: Math.round(96 * Math.min(Theme.textScale, 1.5))
    property bool canAdd: true
    property bool canRemove: true

    signal addRequested()
    signal opened(int index)
    signal removeRequested(int index)

    function stateWords(state: string): string {
        switch (state) {
        case "sending": return qsTr("Sending")
        case "sent": return qsTr("Sent")
        case "missing": return qsTr("Not on this device")
        }
        return qsTr("On this device")
    }

    Layout.fillWidth: true
    spacing: Theme.space.small

    // First, so that the thumb finds it however many photos there are.
    T.AbstractButton {
        id: add
        objectName: "addPhoto"
        Layout.preferredWidth: strip.side
        Layout.preferredHeight: strip.side
        visible: strip.canAdd
        text: qsTr("Add photo")
        focusPolicy: Qt.StrongFocus
        hoverEnabled: true
        Accessible.role: Accessible.Button
        Accessible.name: text
        Keys.onReturnPressed: clicked()
        onClicked: strip.addRequested()
        contentItem: Item {
            Column {
                anchors.centerIn: parent
                width: parent.width - Theme.space.small
                spacing: Theme.space.tiny
                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: "camera"
                    color: add.enabled ? Theme.colors.accent : Theme.colors.textDisabled
                }
                Label {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: add.text
                    font: Theme.fonts.captionStrong
                    color: Theme.colors.accent
                    wraps: true
                    Accessible.ignored: true
                }
            }
        }
        background: Rectangle {
            radius: Theme.radius.medium
            color: add.down || add.hovered ? Theme.colors.accentSoft : Theme.colors.surface
            border.width: Theme.line
            border.color: Theme.colors.accent
            FocusRing { shown: add.visualFocus }
        }
    }
    ListView {
        id: list
        Layout.fillWidth: true
        implicitHeight: strip.side
        orientation: ListView.Horizontal
        spacing: Theme.space.small
        boundsBehavior: Flickable.StopAtBounds
        clip: contentWidth > width
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Photos")

        delegate: T.AbstractButton {
            id: photo

            required property int index
            required property url source
            required property string state
            required property real progress

            objectName: "photo-" + index
            width: strip.side
            height: strip.side
            focusPolicy: Qt.StrongFocus
            hoverEnabled: true
            Accessible.role: Accessible.Button
            Accessible.name: qsTr("Photo %1, %2").arg(index + 1).arg(strip.stateWords(state))
            Keys.onReturnPressed: clicked()
            Keys.onDeletePressed: if (strip.canRemove) strip.removeRequested(index)
            onClicked: strip.opened(index)

            contentItem: Item {
                Image {
                    anchors.fill: parent
                    visible: photo.state !== "missing"
                    source: photo.source
                    sourceSize.width: 2 * strip.side
                    fillMode: Image.PreserveAspectCrop
                    asynchronous: true
                    Accessible.ignored: true
                }
                Icon {
                    anchors.centerIn: parent
                    visible: photo.state === "missing"
                    name: "photo"
                    color: Theme.colors.textMuted
                }
                Mark {
                    x: Theme.space.tiny
                    y: parent.height - height - Theme.space.tiny
                    compact: true
                    text: strip.stateWords(photo.state)
                    symbol: ({ sending: "syncing", sent: "sent", missing: "download" })[photo.state] ?? "waiting"
                    tone: photo.state === "sent" ? "success" : photo.state === "missing" ? "warning" : "info"
                    Accessible.ignored: true
                }
                Rectangle {
                    visible: photo.state === "sending"
                    y: parent.height - height
                    width: parent.width * photo.progress
                    height: 4
                    color: Theme.colors.highlight
                }
            }
            background: Rectangle {
                radius: Theme.radius.small
                color: Theme.colors.sunken
                border.width: Theme.line
                border.color: Theme.colors.outline
                FocusRing { shown: photo.visualFocus; corner: Theme.radius.small }
            }
        }
    }
}
