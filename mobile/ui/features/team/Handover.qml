pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// Who gets the customers, and what goes with them.
Flickable {
    id: handover

    property var ids: []
    property string fromId
    property string toId
    property var preview: null           // {customers, contacts, visits, plans, quotes, orders, tasks, owners}
    property bool busy: false

    readonly property bool ready: ids.length > 0 && toId !== "" && preview !== null && !busy
    readonly property string nameOfNew: people.options.find(each => each.value === toId)?.label ?? ""
    readonly property string words: ids.length > 0 ? qsTr("Hand over %n customer(s)", "", ids.length) : qsTr("Hand over")

    signal ownerChosen(string id)
    signal moved(int count)

    function look() {
        const asked = ids
        preview = null
        failure.words = ""
        if (asked.length === 0)
            return
        Records.previewReassign(asked, (counts, fault) => {
            if (asked !== ids)
                return   // others were chosen meanwhile
            preview = counts
            failure.words = fault === null ? "" : fault.message
        })
    }

    function ask() {
        const parts = [qsTr("%n customer(s)", "", preview.customers), qsTr("%n visit(s)", "", preview.visits),
                       qsTr("%n quote(s) and order(s)", "", preview.quotes + preview.orders)]
        Navigation.confirm({
            title: qsTr("Hand over to %1?").arg(nameOfNew),
            text: qsTr("They disappear from their owners' devices with the next sync."),
            losses: parts,
            action: qsTr("Hand over")
        }, () => move())
    }

    function move() {
        const count = ids.length
        busy = true
        Records.reassign(ids, toId, (done, fault) => {
            busy = false
            failure.words = fault === null ? "" : fault.message
            if (fault === null)
                moved(count)
        })
    }

    contentHeight: column.implicitHeight + 2 * Theme.space.large
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    T.ScrollBar.vertical: ScrollBar {}
    onIdsChanged: soon.restart()

    Timer {
        id: soon
        interval: 150
        onTriggered: handover.look()
    }
    PeopleOptions { id: people }

    ColumnLayout {
        id: column
        x: Theme.space.large
        y: Theme.space.large
        width: handover.width - 2 * Theme.space.large
        spacing: Theme.space.medium

        SelectField {
            objectName: "newOwner"
            label: qsTr("New owner")
            placeholder: qsTr("Choose a person")
            options: people.options.filter(each => each.value !== handover.fromId)
            value: handover.toId
            onChosen: value => handover.ownerChosen(value ?? "")
        }
        SectionHeader {
            text: qsTr("What moves")
        }
        Label {
            Layout.fillWidth: true
            visible: handover.ids.length === 0
            text: qsTr("Choose customers to see what goes with them.")
            muted: true
            wraps: true
        }
        SkeletonRow {
            visible: handover.ids.length > 0 && handover.preview === null && failure.words === ""
            leading: false
        }
        Card {
            objectName: "movePreview"
            visible: handover.preview !== null
            spacing: Theme.space.tiny
            Repeater {
                model: [{ count: "customers", type: "customer" }, { count: "contacts", type: "contact" },
                        { count: "plans", type: "visit_plan" }, { count: "visits", type: "visit" },
                        { count: "quotes", type: "quote" }, { count: "orders", type: "order" },
                        { count: "tasks", type: "task" }]
                delegate: KeyValueRow {
                    required property var modelData
                    objectName: "moves:" + modelData.type
                    label: Schema.typeLabel(modelData.type, true)
                    value: Format.count(handover.preview?.[modelData.count] ?? 0)
                    stacked: false
                }
            }
        }
        Banner {
            objectName: "unsentElsewhere"
            visible: handover.preview !== null && handover.preview.owners.length > 0
            kind: "info"
            text: qsTr("What they have typed but not sent yet is not lost: it arrives later and waits for the new owner's decision.")
            detail: (handover.preview?.owners ?? []).map(each => each.heardAt > 0
                        ? qsTr("%1: newest visit received %2").arg(each.name).arg(Format.ago(each.heardAt))
                        : qsTr("%1: no visit received yet").arg(each.name)).join("\n")
        }
        Banner {
            id: failure
            property string words
            visible: words !== ""
            kind: "error"
            text: words
        }
    }
}
