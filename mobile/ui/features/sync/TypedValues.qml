pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Components
import Fieldfare.Theme

// Values as they were typed, [{label, value}].
Rectangle {
    id: box

    property string title
    property var values: []

    Layout.fillWidth: true
    visible: (values ?? []).length > 0
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
        spacing: Theme.space.small
        Label {
            width: column.width
            text: box.title
            font: Theme.fonts.captionStrong
            muted: true
        }
        Repeater {
            model: box.values ?? []
            delegate: Column {
                id: pair

                required property var modelData

                width: column.width
                Label {
                    width: pair.width
                    text: pair.modelData.label
                    font: Theme.fonts.label
                    muted: true
                    wraps: true
                }
                Label {
                    width: pair.width
                    text: pair.modelData.value
                    wraps: true
                }
            }
        }
    }
}
