import QtQuick
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features

// How the device stands with its server, on every page. A tap tells more.
StatusPill {
    id: pill

    objectName: "syncPill"
    status: kind()
    unsent: Sync.unsent
    text: words()
    onClicked: Navigation.open("SyncPage", {})

    function kind(): string {
        if (Sync.handingOver)
            return "attention"
        switch (Sync.status) {
        case Sync.Waiting: return "waiting"
        case Sync.Syncing: return "syncing"
        case Sync.Attention: return "attention"
        case Sync.UpToDate: return "up_to_date"
        }
        return "offline"
    }

    function words(): string {
        if (Sync.handingOver)
            return qsTr("Out of use")
        switch (Sync.status) {
        case Sync.Waiting: return qsTr("Waiting")
        case Sync.Syncing: return Sync.total > 0 ? qsTr("Syncing %1/%2").arg(Sync.done).arg(Sync.total) : qsTr("Syncing")
        case Sync.Attention: return qsTr("Needs attention")
        case Sync.UpToDate: return qsTr("Up to date %1").arg(Format.time(Sync.lastSyncAt))
        }
        return qsTr("Offline")
    }
}
