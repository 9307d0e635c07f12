pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The quotes and orders a person may see, the newest first.
AppPage {
    id: page

    property string kind: "quote"        // or "order"
    property string status: "open"       // see DocumentWords

    readonly property bool ofQuotes: kind === "quote"
    readonly property var may: creating.may

    objectName: "salesPage"
    title: qsTr("Sales")
    master: true
    symbol: "quote"

    function pick(kind: string) {
        page.kind = kind
        page.status = "open"
    }

    function openRow(id: string) {
        if (ofQuotes)
            Navigation.show("QuotePage", { quoteId: id })
        else
            Navigation.show("OrderPage", { orderId: id })
    }

    function begin() {
        const target = ofQuotes ? "QuoteEditPage" : "OrderEditPage"
        Navigation.open("CustomerPickerPage", {
            title: ofQuotes ? qsTr("Quote for") : qsTr("Order for"),
            chosen: id => Navigation.replace(target, { customerId: id })
        })
    }

    Creating { id: creating }
    RecordList {
        id: documents
        type: page.kind
        filters: DocumentWords.conditions(page.kind, page.status)
        search: searchField.text
        orderBy: "id"
        descending: true
        joins: ["customer_id"]
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.space.small

        SegmentedControl {
            objectName: "documentKind"
            Layout.leftMargin: Theme.space.large
            Layout.rightMargin: Theme.space.large
            name: qsTr("Show")
            options: [{ value: "quote", label: qsTr("Quotes"), symbol: "quote" },
                      { value: "order", label: qsTr("Orders"), symbol: "order" }]
            value: page.kind
            onChosen: value => page.pick(value)
        }
        SearchField {
            id: searchField
            objectName: "documentSearch"
            Layout.leftMargin: Theme.space.large
            Layout.rightMargin: Theme.space.large
            placeholder: page.ofQuotes ? qsTr("Number of the quote") : qsTr("Number of the order or in the ERP")
        }
        FilterChips {
            objectName: "documentStatus"
            leftMargin: Theme.space.large
            rightMargin: Theme.space.large
            name: qsTr("Status")
            options: page.ofQuotes ? DocumentWords.quoteFilters : DocumentWords.orderFilters
            value: page.status
            onChosen: value => page.status = value
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ListView {
                id: list
                objectName: "documentList"
                anchors.fill: parent
                model: documents
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                bottomMargin: 88
                T.ScrollBar.vertical: ScrollBar {}
                delegate: DocumentRow {
                    type: page.kind
                    selected: Navigation.isShown(page.ofQuotes ? "quoteId" : "orderId", recordId)
                    onClicked: page.openRow(recordId)
                }
            }
            ListCover {
                anchors.fill: parent
                list: documents
                symbol: page.ofQuotes ? "quote" : "order"
                title: searchField.text !== "" ? qsTr("Nothing found")
                     : page.status !== "" ? qsTr("None in this state")
                     : page.ofQuotes ? qsTr("No quotes yet") : qsTr("No orders yet")
                text: page.ofQuotes ? qsTr("A quote can be written without a network; it is sent when there is one.")
                                    : qsTr("An order can be written without a network; it is sent when there is one.")
            }
        }
    }
    floating: FloatingAction {
        objectName: "newDocument"
        visible: page.may[page.kind] ?? false
        text: page.ofQuotes ? qsTr("New quote") : qsTr("New order")
        onClicked: page.begin()
    }
}
