pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// A question that must be answered. `losses` lists what goes when one says yes. A tap beside it is no answer.
Sheet {
    id: dialog

    property string text
    property var losses: []              // sentences
    property string accept: qsTr("OK")
    property string reject: qsTr("Cancel")
    property bool dangerous: false
    property bool busy: false

    signal accepted()
    signal rejected()

    wide: true
    maximumWidth: 440
    width: parent ? Math.min(parent.width - 2 * Theme.space.large, maximumWidth * Math.min(Theme.textScale, 1.4)) : 360
    closePolicy: T.Popup.CloseOnEscape
    closable: false

    Label {
        Layout.fillWidth: true
        visible: dialog.text !== ""
        text: dialog.text
        wraps: true
    }
    Rectangle {
        Layout.fillWidth: true
        visible: dialog.losses.length > 0
        implicitHeight: lost.implicitHeight + 2 * Theme.space.medium
        radius: Theme.radius.medium
        color: Theme.colors.soft(dialog.dangerous ? "danger" : "neutral")
        ColumnLayout {
            id: lost
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.space.medium
            spacing: Theme.space.tiny
            Repeater {
                model: dialog.losses
                delegate: RowLayout {
                    id: loss
                    required property string modelData
                    spacing: Theme.space.small
                    Icon {
                        Layout.alignment: Qt.AlignTop
                        name: dialog.dangerous ? "trash" : "chevron-right"
                        size: Theme.smallIcon
                        color: Theme.colors.softInk(dialog.dangerous ? "danger" : "neutral")
                    }
                    Label {
                        Layout.fillWidth: true
                        text: loss.modelData
                        font: Theme.fonts.label
                        color: Theme.colors.softInk(dialog.dangerous ? "danger" : "neutral")
                        wraps: true
                    }
                }
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space.small
        layoutDirection: Qt.RightToLeft
        spacing: Theme.space.small
        Button {
            id: yes
            objectName: "accept"
            kind: dialog.dangerous ? "danger" : "primary"
            text: dialog.accept
            busy: dialog.busy
            focus: !dialog.dangerous
            onClicked: dialog.accepted()
        }
        Button {
            objectName: "reject"
            text: dialog.reject
            visible: text !== ""
            focus: dialog.dangerous
            onClicked: {
                dialog.rejected()
                dialog.close()
            }
        }
    }
}
