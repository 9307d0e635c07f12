import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    id: group

    readonly property var places: [
        { value: "today", label: qsTr("Today"), symbol: "today" }, { value: "customers", label: qsTr("Customers"), symbol: "customers" },
        { value: "sales", label: qsTr("Sales"), symbol: "quote" }, { value: "outbox", label: qsTr("Outbox"), symbol: "outbox", count: 3 },
        { value: "more", label: qsTr("More"), symbol: "menu" }]

    ScrollPage {
        Layout.fillWidth: true
        Layout.preferredHeight: 620
        title: qsTr("Tiancheng Foods")
        subtitle: qsTr("Key account")
        canGoBack: true
        status: StatusPill { status: "syncing"; text: qsTr("Syncing 3/12") }
        actions: IconButton { symbol: "more"; text: qsTr("More") }
        banner: Banner { kind: "offline"; text: qsTr("Working offline, saved on this device") }
        footer: Button { Layout.fillWidth: true; kind: "primary"; symbol: "visit"; text: qsTr("Check in") }
        floating: FloatingAction { compact: true; text: qsTr("New") }
        Tabs {
            name: qsTr("Parts")
            tabs: [{ value: 1, label: qsTr("Details") }, { value: 2, label: qsTr("Contacts"), count: 3 }, { value: 3, label: qsTr("Visits"), count: 12 },
                   { value: 4, label: qsTr("Quotes") }]
            value: 2
        }
        Card {
            padding: 0
            ListRow { avatar: "Ann Petersen"; title: "Ann Petersen"; subtitle: qsTr("Buyer"); divided: false }
        }
    }
    BottomBar {
        Layout.fillWidth: true
        items: group.places
        value: "today"
    }
}
