import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    Specimen {
        title: qsTr("Switch")
        Switch { Layout.fillWidth: true; text: qsTr("Photos on Wi-Fi only"); helper: qsTr("Texts are sent at once all the same"); checked: true }
        Switch { Layout.fillWidth: true; text: qsTr("Left-handed") }
        Switch { Layout.fillWidth: true; text: qsTr("Not yours to change"); checked: true; enabled: false }
    }
    Specimen {
        title: qsTr("Check box")
        CheckBox { Layout.fillWidth: true; text: qsTr("Buyer decides alone"); checked: true }
        CheckBox { Layout.fillWidth: true; text: qsTr("All of the unit"); tristate: true; checkState: Qt.PartiallyChecked }
        CheckBox { Layout.fillWidth: true; text: qsTr("Samples left") }
        CheckBox { Layout.fillWidth: true; text: qsTr("Not now"); enabled: false }
    }
    RadioList {
        label: qsTr("Outcome")
        options: [{ value: 1, label: qsTr("Order placed") }, { value: 2, label: qsTr("Follow up"), helper: qsTr("A task is made for the day you choose") },
                  { value: 3, label: qsTr("Nobody there") }]
        value: 2
        helper: qsTr("Can be changed until it is reviewed")
    }
    SegmentedControl {
        label: qsTr("Shown")
        options: [{ value: "mine", label: qsTr("Mine") }, { value: "unit", label: qsTr("Unit") }, { value: "all", label: qsTr("All") }]
        value: "unit"
    }
    Specimen {
        title: qsTr("Filters")
        FilterChips {
            name: qsTr("Filters")
            options: [{ value: "all", label: qsTr("All"), count: 128 }, { value: "near", label: qsTr("Near me"), symbol: "navigate" },
                      { value: "overdue", label: qsTr("Overdue"), count: 4 }, { value: "new", label: qsTr("New") }]
            value: "overdue"
        }
    }
    TagEditor {
        label: qsTr("Tags")
        tags: [qsTr("organic"), qsTr("weekly"), "重点客户"]
        suggestions: [qsTr("cash"), qsTr("new range")]
    }
    RatingField { label: qsTr("Rating"); value: 4 }
    RatingField { label: qsTr("Rated"); value: 3; readOnly: true }
}
