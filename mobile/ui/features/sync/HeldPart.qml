pragma ComponentBehavior: Bound

import QtQuick
import Fieldfare.Components
import Fieldfare.Theme

// One held edit: each field with what was typed and, where the record is here, what stands in it now.
Rectangle {
    id: box

    property string title
    property var values: []              // [{label, value, now, known}]

    implicitWidth: 200
    implicitHeight: column.height + 2 * Theme.space.medium
    radius: Theme.radius.small
    color: Theme.colors.background

    // No layout: what stands in one learns too late how high wrapped text becomes.
    Column {
        id: column
        x: Theme.space.medium
        y: Theme.space.medium
        width: box.width - 2 * x
        spacing: Theme.space.medium
        Label {
            width: column.width
            text: box.title
            font: Theme.fonts.captionStrong
            muted: true
            wraps: true
        }
        Repeater {
            model: box.values
            delegate: Column {
                id: field

                required property var modelData

                width: column.width
                Label {
                    width: field.width
                    text: field.modelData.label
                    font: Theme.fonts.label
                    muted: true
                    wraps: true
                }
                Label {
                    width: field.width
                    text: field.modelData.value === "" ? qsTr("Empty") : field.modelData.value
                    font: Theme.fonts.bodyStrong
                    wraps: true
                }
                Label {
                    width: field.width
                    visible: field.modelData.known
                    text: qsTr("Now: %1").arg(field.modelData.now === "" ? qsTr("Empty") : field.modelData.now)
                    font: Theme.fonts.label
                    wraps: true
                }
            }
        }
    }
}
