pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// Customers to mark, searched as one types and filtered by who owns them.
ColumnLayout {
    id: choice

    property string ownerId              // empty: everybody's; "none": nobody's
    property var chosen: ({})

    signal toggled(string id)
    signal marked(var ids)
    signal cleared()
    signal ownerPicked(string id)

    spacing: Theme.space.small

    function shown(): var {
        const ids = []
        for (let i = 0; i < customers.count; ++i)
            ids.push(customers.at(i).recordId)
        return ids
    }

    RecordList {
        id: customers
        type: "customer"
        search: field.text
        filters: choice.ownerId === "" ? [] : choice.ownerId === "none" ? [{ column: "owner_id", is: "unset" }]
                                                                        : [{ column: "owner_id", is: "equal", value: choice.ownerId }]
        joins: ["owner_id"]
    }
    PeopleOptions { id: people }

    SearchField {
        id: field
        objectName: "customerSearch"
        Layout.leftMargin: Theme.space.large
        Layout.rightMargin: Theme.space.large
        placeholder: qsTr("Search customers")
    }
    FilterChips {
        objectName: "ownerFilter"
        Layout.leftMargin: Theme.space.large
        Layout.rightMargin: Theme.space.large
        name: qsTr("Owner")
        options: [{ value: "", label: qsTr("Everybody's") }, { value: "none", label: qsTr("Nobody's") }, ...people.options]
        value: choice.ownerId
        onChosen: value => choice.ownerPicked(value)
    }
    Flow {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space.small
        Layout.rightMargin: Theme.space.small
        Button {
            objectName: "markShown"
            width: Math.min(implicitWidth, parent.width)
            kind: "quiet"
            symbol: "check"
            text: qsTr("Choose all %1 shown").arg(Format.count(customers.count))
            visible: customers.count > 0
            onClicked: choice.marked(choice.shown())
        }
        Button {
            objectName: "markNone"
            kind: "quiet"
            visible: Object.keys(choice.chosen).length > 0
            text: qsTr("Choose none")
            onClicked: choice.cleared()
        }
    }
    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true

        ListView {
            id: list

            objectName: "customersToChoose"
            anchors.fill: parent
            visible: customers.count > 0
            model: customers
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Customers")

            delegate: ChoiceRow {
                id: row

                required property string recordId
                required property string title
                required property var record
                required property var joined

                objectName: "choose-" + row.recordId
                text: row.title
                subtitle: [row.record.address?.city ?? "", row.joined?.owner_id?.title ?? qsTr("Nobody's")].filter(each => each !== "").join(" · ")
                marked: choice.chosen[row.recordId] === true
                onClicked: choice.toggled(row.recordId)
            }
        }
        ListCover {
            anchors.fill: parent
            list: customers
            symbol: "customers"
            title: qsTr("No customers found")
            text: qsTr("Search for something else, or choose another owner.")
        }
    }
}
