import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// The head of a CustomerView, with its tabs.
ColumnLayout {
    id: header

    readonly property var view: ListView.view

    width: view?.width ?? 0
    spacing: Theme.space.medium

    CustomerHead {
        Layout.margins: Theme.space.large
        Layout.topMargin: Theme.space.small
        Layout.bottomMargin: 0
        item: header.view?.item ?? null
    }
    Tabs {
        objectName: "customerTabs"
        name: qsTr("Parts of the customer")
        tabs: header.view?.lists.tabs ?? []
        value: header.view?.tab
        onChosen: value => header.view.tabChosen(value)
    }
}
