import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// How this device stands with its server, and what can be done about it.
AppScrollPage {
    id: page

    readonly property var person: Session.person

    title: qsTr("Sync")

    SyncNow {}

    Card {
        padding: 0
        spacing: 0
        ListRow {
            objectName: "openOutbox"
            symbol: "outbox"
            tone: Sync.unsent > 0 ? "info" : "neutral"
            title: qsTr("Waiting to be sent")
            subtitle: Sync.unsent > 0 ? qsTr("The oldest since %1").arg(Format.dateTime(Sync.oldestUnsentAt))
                                      : qsTr("Nothing waits")
            opens: true
            onClicked: Navigation.open("OutboxPage", {})
            Badge { count: Sync.unsent }
        }
        ListRow {
            objectName: "photosWaiting"
            visible: Sync.photos > 0
            symbol: "photo"
            tone: "info"
            title: qsTr("Photos to send")
            subtitle: qsTr("%1 left, after everything that is text").arg(Format.bytes(Sync.photoBytes))
            hoverEnabled: false
            focusPolicy: Qt.NoFocus
            Badge { count: Sync.photos }
        }
        ListRow {
            objectName: "openAttention"
            symbol: "warning"
            tone: Sync.attention > 0 ? "warning" : "neutral"
            title: qsTr("Needs attention")
            subtitle: Sync.attention > 0 ? qsTr("Refused, or waiting for somebody's decision") : qsTr("Nothing was refused")
            opens: true
            onClicked: Navigation.open("AttentionPage", {})
            Badge { count: Sync.attention }
        }
        ListRow {
            objectName: "openHeld"
            symbol: "held"
            tone: Sync.toDecide > 0 ? "warning" : "neutral"
            title: qsTr("Held work")
            subtitle: Sync.toDecide > 0 ? qsTr("Typed by others, waiting for your decision") : qsTr("Nothing to decide")
            opens: true
            onClicked: Navigation.open("HeldWorkPage", {})
            Badge { count: Sync.toDecide }
        }
        ListRow {
            objectName: "openVersions"
            symbol: "two-versions"
            tone: Sync.conflicts > 0 ? "accent" : "neutral"
            title: qsTr("Two versions")
            subtitle: Sync.conflicts > 0 ? qsTr("Changed by two people at the same time") : qsTr("Nothing to settle")
            opens: true
            divided: false
            onClicked: Navigation.open("VersionsPage", {})
            Badge { count: Sync.conflicts }
        }
    }

    Card {
        spacing: Theme.space.tiny
        KeyValueRow {
            label: qsTr("Last complete sync")
            value: Sync.lastSyncAt > 0 ? Format.dateTime(Sync.lastSyncAt) : qsTr("Not yet")
        }
        KeyValueRow {
            label: qsTr("Server")
            value: Session.serverAddress
        }
        KeyValueRow {
            label: qsTr("Signed in as")
            value: page.person.name ?? ""
        }
    }

    Label {
        Layout.fillWidth: true
        text: qsTr("You may close the app at any time. What is unsent stays on this device, and sending goes on where it stopped.")
        font: Theme.fonts.label
        muted: true
        wraps: true
    }
}
