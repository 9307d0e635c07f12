import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    id: group

    readonly property real day: new Date(2025, 10, 13).getTime()

    SelectField {
        label: qsTr("Tier")
        options: [{ value: "A", label: qsTr("Key account") }, { value: "B", label: qsTr("Regular") }]
        value: "A"
        clearable: true
    }
    SelectField { label: qsTr("Outcome"); placeholder: qsTr("What came of it?"); required: true; error: qsTr("Say what came of the visit") }
    DateField { label: qsTr("Follow up on"); value: group.day; clearable: true }
    DateTimeField { label: qsTr("Starts"); value: group.day + 35100000 }
    DateField { label: qsTr("Valid until"); enabled: false }
    Card {
        MonthView {
            Layout.fillWidth: true
            value: new Date(2025, 10, 13).getTime()
            shown: new Date(2025, 10, 13)
            today: new Date(2025, 10, 11)
            minimum: new Date(2025, 10, 5).getTime()
        }
        TimeSteps { Layout.fillWidth: true; minutes: 585 }
    }
}
