pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// One to five stars; 0 is not rated. Left and Right change it, Delete takes it away.
FieldFrame {
    id: field

    property int value: 0
    property bool readOnly: false

    signal chosen(int value)

    RowLayout {
        Layout.fillWidth: true
        spacing: 0

        FocusScope {
            id: stars
            objectName: "stars"
            implicitWidth: row.implicitWidth
            implicitHeight: row.implicitHeight
            activeFocusOnTab: !field.readOnly
            Accessible.role: Accessible.Slider
            Accessible.name: field.label === "" ? qsTr("Rating") : field.label
            Accessible.description: qsTr("%1 of 5 stars").arg(field.value)
            Accessible.focusable: true
            Keys.onRightPressed: field.chosen(Math.min(5, field.value + 1))
            Keys.onLeftPressed: field.chosen(Math.max(0, field.value - 1))
            Keys.onDeletePressed: field.chosen(0)

            Row {
                id: row
                Repeater {
                    model: 5
                    delegate: T.AbstractButton {
                        id: star

                        required property int index
                        readonly property bool lit: index < field.value

                        objectName: "star:" + (index + 1)
                        implicitWidth: field.readOnly ? Theme.smallIcon + 2 : Theme.target
                        implicitHeight: field.readOnly ? Theme.smallIcon + 2 : Theme.target
                        enabled: field.enabled && !field.readOnly
                        focusPolicy: Qt.NoFocus
                        Accessible.role: Accessible.Button
                        Accessible.name: qsTr("%1 of 5 stars").arg(index + 1)
                        onClicked: field.chosen(index + 1 === field.value ? 0 : index + 1)
                        contentItem: Item {
                            Icon {
                                anchors.centerIn: parent
                                visible: star.lit
                                name: "star-filled"
                                size: outline.size
                                color: Theme.colors.highlight
                            }
                            Icon {
                                id: outline
                                anchors.centerIn: parent
                                name: "star"
                                size: field.readOnly ? Theme.smallIcon : 32
                                color: star.lit ? Theme.colors.warning : Theme.colors.outlineStrong
                            }
                        }
                    }
                }
            }
            FocusRing { around: stars; shown: stars.activeFocus }
        }
        Item { Layout.fillWidth: true }
    }
}
