import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The rest of what narrows the list of customers.
Sheet {
    id: sheet

    required property CustomerFilter filter
    readonly property var lifecycle: Schema.field("customer", "lifecycle")

    objectName: "customerFilterSheet"
    title: qsTr("Filter and sort")

    RadioList {
        objectName: "sortCustomers"
        label: qsTr("Sort by")
        options: [
            { value: "name", label: qsTr("Name") },
            { value: "last_contact_at", label: qsTr("Last contact, latest first") },
            { value: "next_follow_up_at", label: qsTr("Next follow-up, soonest first") }
        ]
        value: sheet.filter.sort
        onChosen: value => sheet.filter.sort = value
    }
    RadioList {
        objectName: "filterLifecycle"
        label: Schema.label("customer", "lifecycle")
        options: [{ value: "", label: qsTr("All") },
                  ...sheet.lifecycle.values.map(each => ({ value: each.name, label: each.label }))]
        value: sheet.filter.lifecycle
        onChosen: value => sheet.filter.lifecycle = value
    }
    TextField {
        objectName: "filterTag"
        label: qsTr("Tag")
        symbol: "tag"
        clearable: true
        text: sheet.filter.tag
        onEdited: text => sheet.filter.tag = text.trim()
    }
    footer: [
        Button {
            objectName: "clearFilters"
            Layout.fillWidth: true
            text: qsTr("Show all")
            enabled: sheet.filter.count > 0
            onClicked: sheet.filter.clear()
        },
        Button {
            objectName: "applyFilters"
            Layout.fillWidth: true
            kind: "primary"
            text: qsTr("Done")
            onClicked: sheet.close()
        }
    ]
}
