pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// Gives customers to another person: choose them, choose who gets them, see what moves, then do it. Side by side
// where there is room, otherwise one after the other.
AppPage {
    id: page

    property string fromId               // only this person's customers at first; empty: everybody's
    property var chosen: ({})            // ids that are marked
    property string toId
    property int step: 0                 // on a narrow page: 0 customers, 1 the new owner and what moves

    readonly property var ids: Object.keys(chosen)
    readonly property bool roomy: body.width >= 760

    title: qsTr("Hand over customers")
    subtitle: ids.length > 0 ? qsTr("%n customer(s) chosen", "", ids.length) : ""
    wholeWidth: true

    function toggle(id: string) {
        const next = Object.assign({}, chosen)
        if (next[id])
            delete next[id]
        else
            next[id] = true
        chosen = next
    }

    function mark(all: var) {
        const next = Object.assign({}, chosen)
        for (const id of all)
            next[id] = true
        chosen = next
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        CustomerChoice {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 3
            visible: page.roomy || page.step === 0
            ownerId: page.fromId
            chosen: page.chosen
            onToggled: id => page.toggle(id)
            onMarked: ids => page.mark(ids)
            onCleared: page.chosen = ({})
            onOwnerPicked: id => page.fromId = id
        }
        Rectangle {
            Layout.fillHeight: true
            visible: page.roomy
            implicitWidth: Theme.line
            color: Theme.colors.outline
        }
        Handover {
            id: handover
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 2
            visible: page.roomy || page.step === 1
            ids: page.ids
            fromId: page.fromId
            toId: page.toId
            onOwnerChosen: id => page.toId = id
            onMoved: count => {
                page.chosen = ({})
                page.step = 0
                Navigation.toast(qsTr("%n customer(s) handed over", "", count))
            }
        }
    }

    footer: [
        Button {
            objectName: "handoverBack"
            visible: !page.roomy && page.step === 1
            text: qsTr("Back")
            onClicked: page.step = 0
        },
        Button {
            objectName: "handoverNext"
            Layout.fillWidth: true
            visible: !page.roomy && page.step === 0
            enabled: page.ids.length > 0
            kind: "primary"
            text: qsTr("Choose the new owner")
            onClicked: page.step = 1
        },
        Button {
            objectName: "handOver"
            Layout.fillWidth: true
            visible: page.roomy || page.step === 1
            enabled: handover.ready
            kind: "primary"
            symbol: "handover"
            text: handover.words
            busy: handover.busy
            onClicked: handover.ask()
        }
    ]
}
