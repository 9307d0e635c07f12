pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The catalogue at the prices of a document's customer; what is chosen becomes a line of it.
ColumnLayout {
    id: catalogue

    required property DocumentDraft draft
    property string categoryId

    function focusSearch() { searchField.focusIn() }

    objectName: "productCatalogue"
    spacing: Theme.space.small

    ProductList {
        id: products
        customerId: catalogue.draft.customerId
        draft: catalogue.draft
        search: searchField.text
        categoryId: catalogue.categoryId
    }
    RecordList {
        id: categories
        type: "category"
        orderBy: "name"
        filters: [{ column: "superior_id", is: "unset" }]
    }

    SearchField {
        id: searchField
        objectName: "productSearch"
        Layout.topMargin: Theme.space.small
        Layout.leftMargin: Theme.space.large
        Layout.rightMargin: Theme.space.large
        placeholder: qsTr("Name, pinyin, number or barcode")
    }
    FilterChips {
        leftMargin: Theme.space.large
        rightMargin: Theme.space.large
        name: qsTr("Category")
        model: categories
        value: catalogue.categoryId
        delegate: Chip {
            required property string recordId
            required property string title

            objectName: "category-" + recordId
            height: ListView.view?.height ?? implicitHeight
            text: title
            marked: catalogue.categoryId === recordId
            onClicked: catalogue.categoryId = marked ? "" : recordId
        }
    }
    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true

        ListView {
            id: list
            objectName: "productList"
            anchors.fill: parent
            model: products
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            delegate: ProductRow { draft: catalogue.draft }
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width
            visible: list.count === 0 && !products.loading
            symbol: "search"
            title: qsTr("No such product")
            text: qsTr("Try part of the name, its pinyin, the number or the barcode.")
        }
    }
}
