import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// What is not needed every hour.
AppScrollPage {
    id: page

    readonly property var person: Session.person

    title: qsTr("More")
    master: true
    symbol: "more"
    spacing: Theme.space.large

    Card {
        padding: 0
        spacing: 0
        ListRow {
            objectName: "morePerson"
            avatar: page.person.name ?? ""
            title: page.person.name ?? ""
            subtitle: Session.organisation
            opens: true
            divided: false
            onClicked: Navigation.show("SettingsPage", {})
        }
    }
    Card {
        padding: 0
        spacing: 0
        ListRow {
            objectName: "moreSync"
            symbol: "syncing"
            title: qsTr("Sending and receiving")
            subtitle: Sync.lastSyncAt > 0 ? qsTr("Last sync %1").arg(Format.ago(Sync.lastSyncAt)) : qsTr("Not synced yet")
            opens: true
            onClicked: Navigation.show("SyncPage", {})
        }
        ListRow {
            objectName: "moreOutbox"
            symbol: "outbox"
            title: qsTr("Waiting to be sent")
            meta: Format.count(Sync.unsent)
            opens: true
            onClicked: Navigation.show("OutboxPage", {})
        }
        ListRow {
            objectName: "moreAttention"
            symbol: "warning"
            tone: Sync.attention > 0 ? "warning" : "neutral"
            title: qsTr("Needs attention")
            meta: Format.count(Sync.attention)
            opens: true
            onClicked: Navigation.show("AttentionPage", {})
        }
        ListRow {
            objectName: "moreHeld"
            symbol: "held"
            tone: Sync.toDecide > 0 ? "warning" : "neutral"
            title: qsTr("Held work")
            meta: Format.count(Sync.toDecide)
            opens: true
            onClicked: Navigation.show("HeldWorkPage", {})
        }
        ListRow {
            objectName: "moreVersions"
            symbol: "two-versions"
            tone: Sync.conflicts > 0 ? "accent" : "neutral"
            title: qsTr("Two versions")
            meta: Format.count(Sync.conflicts)
            opens: true
            divided: false
            onClicked: Navigation.show("VersionsPage", {})
        }
    }
    Card {
        padding: 0
        spacing: 0
        visible: Session.isManager
        ListRow {
            objectName: "moreReassign"
            symbol: "handover"
            title: qsTr("Hand over customers")
            opens: true
            onClicked: Navigation.show("ReassignPage", {})
        }
        ListRow {
            objectName: "moreSales"
            symbol: "quote"
            title: qsTr("Quotes and orders")
            opens: true
            divided: false
            onClicked: Navigation.show("SalesPage", {})
        }
    }
    Card {
        padding: 0
        spacing: 0
        ListRow {
            objectName: "moreSettings"
            symbol: "settings"
            title: qsTr("Settings")
            opens: true
            onClicked: Navigation.show("SettingsPage", {})
        }
        ListRow {
            objectName: "moreAbout"
            symbol: "info"
            title: qsTr("About Fieldfare")
            opens: true
            divided: false
            onClicked: Navigation.show("AboutPage", {})
        }
    }
}
