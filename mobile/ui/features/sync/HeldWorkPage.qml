pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// What others typed about records that are this person's to answer for now: taken over or declined, and its author
// is told.
AppScrollPage {
    id: page

    property string recordId             // only about this record; empty: all that is here

    title: qsTr("Held work")
    subtitle: held.count > 0 ? qsTr("%n decision(s) for you", "", held.count) : ""
    maximumWidth: 920
    wholeWidth: true

    function take(row: HeldCard) {
        const author = row.who
        held.take(row.heldId, (done, fault) => {
            if (fault !== null)
                Navigation.explain(fault)
            else
                Navigation.toast(qsTr("Taken over. %1 is told.").arg(author))
        })
    }

    HeldList {
        id: held
        recordId: page.recordId
    }

    ListCover {
        Layout.fillWidth: true
        implicitHeight: 420
        list: held
        symbol: "held"
        title: qsTr("Nothing waits for your decision")
        text: qsTr("When somebody changes without network what became yours meanwhile, it waits here instead of taking effect.")
    }
    Repeater {
        model: held
        delegate: HeldCard {
            id: row

            objectName: "held-" + row.heldId
            onOpened: Navigation.openRecord(row.type, row.recordId)
            onTaken: page.take(row)
            onDeclined: decline.ask(row.heldId, row.who)
        }
    }
    DeclineSheet {
        id: decline
        list: held
    }
}
