pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// The queue of own edits: each with what it changes, since when, and why it did not go out yet.
AppScrollPage {
    id: page

    title: qsTr("Waiting to be sent")
    subtitle: outbox.count > 0 ? qsTr("%n change(s), all saved on this device", "", outbox.count) : ""

    function discard(row: var) {
        Navigation.confirm({
            title: qsTr("Discard this change?"),
            text: qsTr("%1: what you changed is taken back on this device and never sent.").arg(row.title),
            losses: Array.from(outbox.describe(row.no)).map(each => qsTr("%1: %2").arg(each.label).arg(each.value)),
            action: qsTr("Discard"),
            danger: true
        }, () => outbox.discard(row.no, (token, fault) => {
            if (fault !== null)
                Navigation.explain(fault)
            else
                Navigation.toast(qsTr("Change discarded"), qsTr("Undo"), () => Records.undo(token))
        }))
    }

    OutboxList { id: outbox }

    ListCover {
        Layout.fillWidth: true
        implicitHeight: 420
        list: outbox
        symbol: "up-to-date"
        title: qsTr("Nothing waits to be sent")
        text: Sync.lastSyncAt > 0 ? qsTr("The server acknowledged everything, last at %1.").arg(Format.dateTime(Sync.lastSyncAt)) : ""
    }
    Repeater {
        model: outbox
        delegate: OutboxCard {
            id: row

            objectName: "outbox-" + row.no
            onRetried: outbox.retry(row.no)
            onDiscarded: page.discard(row)
            onOpened: Navigation.openRecord(row.type, row.recordId)
        }
    }

    footer: Button {
        objectName: "retryAll"
        Layout.fillWidth: true
        visible: outbox.count > 0
        kind: "primary"
        symbol: "syncing"
        text: Sync.status === Sync.Syncing ? qsTr("Sending") : qsTr("Send all now")
        busy: Sync.status === Sync.Syncing
        onClicked: outbox.retryAll()
    }
}
