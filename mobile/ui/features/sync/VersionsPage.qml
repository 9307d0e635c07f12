pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// Fields that two people changed without seeing each other's change: both values side by side, one chosen. Quotes
// come first.
AppScrollPage {
    id: page

    property string recordId             // only this record's; empty: all that are here
    property string filter: "all"
    readonly property int wideRow: 560   // from here on the versions lie side by side

    title: qsTr("Two versions")
    subtitle: conflicts.count > 0 ? qsTr("%n field(s) to settle", "", conflicts.count) : ""
    maximumWidth: 920
    wholeWidth: true

    function settle(id: string, side: string) {
        const done = (token, fault) => {
            if (fault !== null)
                Navigation.explain(fault)
            else
                Navigation.toast(side === "losing" ? qsTr("Restored") : qsTr("Kept"), token ? qsTr("Undo") : "",
                                 () => Records.undo(token))
        }
        if (side === "losing")
            conflicts.restore(id, done)
        else
            conflicts.keep(id, done)
    }

    function settleAll() {
        const restored = [], kept = []
        for (let i = 0; i < rows.count; ++i) {
            const row = rows.itemAt(i) as VersionCard
            if (row.suggestion === "losing")
                restored.push(row.conflictId)
            else
                kept.push(row.conflictId)
        }
        Navigation.confirm({
            title: qsTr("Settle all of them?"),
            text: qsTr("The safe choice is taken for %n field(s).", "", restored.length + kept.length),
            losses: [qsTr("%n value(s) stay as they are", "", kept.length),
                     qsTr("%n value(s) are put back", "", restored.length)],
            action: qsTr("Settle all")
        }, () => conflicts.settleAll(kept, restored, (token, fault) => {
            if (fault !== null)
                Navigation.explain(fault)
            else
                Navigation.toast(qsTr("All settled"), token ? qsTr("Undo") : "", () => Records.undo(token))
        }))
    }

    ConflictList {
        id: conflicts
        filter: page.filter
        recordId: page.recordId
    }

    SegmentedControl {
        objectName: "versionsFilter"
        visible: Session.isManager && page.recordId === ""
        name: qsTr("Whose versions")
        options: [{ value: "all", label: qsTr("My unit") }, { value: "mine", label: qsTr("Mine") }]
        value: page.filter
        onChosen: value => page.filter = value
    }
    ListCover {
        Layout.fillWidth: true
        implicitHeight: 420
        list: conflicts
        symbol: "two-versions"
        title: qsTr("Nothing to settle")
        text: qsTr("When two people change the same field at the same time, both values are kept here.")
    }
    Label {
        Layout.fillWidth: true
        visible: conflicts.count > 0
        text: qsTr("Both values are kept until one of them is chosen. A safe choice is marked, with its reason.")
        muted: true
        wraps: true
    }
    Repeater {
        id: rows
        model: conflicts
        delegate: VersionCard {
            id: row

            objectName: "version-" + row.conflictId
            sideBySide: page.body.width >= page.wideRow
            onSettled: side => page.settle(row.conflictId, side)
            onOpened: Navigation.openRecord(row.type, row.recordId)
        }
    }

    footer: Button {
        objectName: "settleAll"
        Layout.fillWidth: true
        visible: conflicts.count > 1
        kind: "primary"
        symbol: "check"
        text: qsTr("Take every safe choice")
        onClicked: page.settleAll()
    }
}
