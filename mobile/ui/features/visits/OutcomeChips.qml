pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// What came of a visit: one tap.
FieldFrame {
    id: chips

    property var value

    signal chosen(string value)

    label: qsTr("Outcome")

    Flow {
        Layout.fillWidth: true
        spacing: Theme.space.small
        Accessible.role: Accessible.Grouping
        Accessible.name: chips.label
        Repeater {
            model: VisitWords.outcomes
            delegate: Chip {
                required property var modelData

                objectName: "outcome-" + modelData.value
                text: modelData.label
                symbol: modelData.symbol
                marked: chips.value === modelData.value
                onClicked: chips.chosen(modelData.value)
            }
        }
    }
}
