pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Every customer this person may see: searched as one types, narrowed, sorted.
AppPage {
    id: page

    property CustomerFilter filter: CustomerFilter {}
    readonly property bool narrowed: filter.count > 0 || search.text !== ""

    readonly property var may: creating.may
    readonly property bool mayAdd: may.customer ?? false

    title: qsTr("Customers")
    master: true
    symbol: "customers"
    actions: IconButton {
        objectName: "filterCustomers"
        symbol: "filter"
        text: qsTr("Filter and sort")
        count: page.filter.count
        onClicked: filterSheet.open()
    }
    floating: FloatingAction {
        objectName: "newCustomer"
        visible: page.mayAdd && (customers.count > 0 || page.narrowed)    // the empty list offers it itself
        text: qsTr("New customer")
        compact: list.contentY > 0 && list.moving
        onClicked: Navigation.show("CustomerEditPage", {})
    }

    Creating { id: creating }
    RecordList {
        id: customers
        type: "customer"
        search: (search.text + " " + page.filter.tag).trim()
        filters: page.filter.conditions
        orderBy: page.filter.orderBy
        descending: page.filter.descending
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        SearchField {
            id: search
            objectName: "searchCustomers"
            Layout.leftMargin: Theme.space.large
            Layout.rightMargin: Theme.space.large
            Layout.bottomMargin: Theme.space.small
            placeholder: qsTr("Name, city, phone, pinyin")
        }
        FilterChips {
            objectName: "quickFilters"
            Layout.leftMargin: Theme.space.large
            Layout.rightMargin: Theme.space.large
            name: qsTr("Filter")
            several: true
            options: page.filter.quickOptions
            value: page.filter.quick
            onChosen: value => page.filter.choose(value)
        }
        Label {
            objectName: "customerCount"
            Layout.leftMargin: Theme.space.large
            Layout.topMargin: Theme.space.tiny
            Layout.bottomMargin: Theme.space.tiny
            text: customers.loaded ? qsTr("%n customer(s)", "", customers.total) : " "
            font: Theme.fonts.caption
            muted: true
        }
        ListView {
            id: list
            objectName: "customers"
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            model: customers
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            keyNavigationEnabled: true
            bottomMargin: 88
            T.ScrollBar.vertical: ScrollBar {}
            delegate: CustomerRow {
                order: page.filter.orderBy
                selected: Navigation.isShown("customerId", model.recordId)
                onClicked: Navigation.show("CustomerPage", { customerId: model.recordId })
            }

            ListCover {
                anchors.fill: parent
                list: customers
                title: page.narrowed ? qsTr("No customer like this") : qsTr("No customers yet")
                text: page.narrowed
                      ? qsTr("Try fewer words, or take the filters away.")
                      : page.mayAdd ? qsTr("Customers appear here after the first sync, or when you add one.")
                                    : qsTr("Customers appear here after the first sync.")
                symbol: "customers"
                action: page.narrowed ? qsTr("Show all") : page.mayAdd ? qsTr("New customer") : ""
                actionName: page.narrowed ? "showAllCustomers" : "newCustomer"
                onActionTriggered: {
                    if (page.narrowed) {
                        page.filter.clear()
                        search.text = ""
                    } else {
                        Navigation.show("CustomerEditPage", {})
                    }
                }
            }
        }
    }
    CustomerFilterSheet {
        id: filterSheet
        filter: page.filter
    }
}
