pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// Edits that took no effect, with what was typed: refused ones can be edited again, tried again or let go; about
// held ones somebody else decides.
AppScrollPage {
    id: page

    title: qsTr("Needs attention")
    subtitle: items.count > 0 ? qsTr("%n change(s) took no effect", "", items.count) : ""

    function retry(no: var) {
        items.retry(no, (done, fault) => {
            if (fault !== null)
                Navigation.explain(fault)
            else
                Navigation.toast(qsTr("It waits to be sent again"))
        })
    }

    function dismiss(no: var) {
        items.dismiss(no, (token, fault) => {
            if (fault !== null)
                Navigation.explain(fault)
            else
                Navigation.toast(qsTr("Taken off the list"), qsTr("Undo"), () => Records.undo(token))
        })
    }

    AttentionList { id: items }

    ListCover {
        Layout.fillWidth: true
        implicitHeight: 420
        list: items
        symbol: "approve"
        title: qsTr("Nothing needs your attention")
        text: qsTr("If the server refuses a change, it is kept here with what you typed.")
    }
    Repeater {
        model: items
        delegate: AttentionCard {
            id: row

            objectName: "attention-" + row.no
            onOpened: Navigation.openRecord(row.type, row.recordId)
            onRetried: page.retry(row.no)
            onDismissed: page.dismiss(row.no)
        }
    }
}
