pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// An edit that was refused or is held: why, what was typed, and what to do about it.
Card {
    id: card

    required property var no
    required property string kind        // "rejected" or "held"
    required property string type
    required property string recordId
    required property string title
    required property string message
    required property string path
    required property var typed          // [{label, value}]
    required property var at             // epoch ms
    required property string decision    // of a held one: "TAKEN", "DECLINED"; empty: open
    required property string decidedBy
    required property string comment

    signal opened()
    signal retried()
    signal dismissed()

    readonly property bool held: kind === "held"
    readonly property bool decided: decision !== ""

    function verdict(): string {
        if (decision === "TAKEN")
            return decidedBy === "" ? qsTr("Taken over") : qsTr("Taken over by %1").arg(decidedBy)
        return decidedBy === "" ? qsTr("Declined") : qsTr("Declined by %1").arg(decidedBy)
    }

    padding: 0
    spacing: 0
    tone: decision === "TAKEN" ? "success" : decision === "DECLINED" ? "danger" : held ? "warning" : "danger"

    ListRow {
        objectName: "open-" + card.no
        symbol: symbolOf.name
        tone: card.tone
        title: card.title === "" ? Schema.typeLabel(card.type, false) : card.title
        subtitle: qsTr("%1, %2").arg(Schema.typeLabel(card.type, false)).arg(Format.dateTime(card.at))
        titleWraps: true
        recordState: card.decided ? "" : card.kind
        divided: false
        opens: true
        onClicked: card.opened()
        TypeSymbol { id: symbolOf; type: card.type }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space.large
        Layout.rightMargin: Theme.space.large
        spacing: Theme.space.small

        Label {
            objectName: "reason-" + card.no
            Layout.fillWidth: true
            visible: !card.decided
            text: card.path === "" ? card.message : qsTr("%1: %2").arg(Schema.label(card.type, card.path)).arg(card.message)
            font: Theme.fonts.bodyStrong
            wraps: true
        }
        // No layout: what stands in one learns too late how high wrapped text becomes.
        Item {
            Layout.fillWidth: true
            visible: card.decided
            implicitHeight: said.height
            Icon {
                id: sign
                y: Theme.space.hair
                name: card.decision === "TAKEN" ? "approve" : "decline"
                size: Theme.smallIcon
                color: Theme.colors.strong(card.tone)
            }
            Column {
                id: said
                x: sign.width + Theme.space.small
                width: parent.width - x
                spacing: Theme.space.tiny
                Label {
                    objectName: "decision-" + card.no
                    width: said.width
                    text: card.verdict()
                    font: Theme.fonts.bodyStrong
                    wraps: true
                }
                Label {
                    width: said.width
                    visible: card.comment !== ""
                    text: qsTr("“%1”").arg(card.comment)
                    wraps: true
                }
            }
        }
        Label {
            Layout.fillWidth: true
            visible: card.held && !card.decided
            text: qsTr("Whoever is responsible for it now decides whether it takes effect. You need not do anything.")
            font: Theme.fonts.label
            muted: true
            wraps: true
        }
        TypedValues {
            title: qsTr("What you typed")
            values: card.typed
        }
    }
    Flow {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space.tiny
        Layout.topMargin: Theme.space.tiny
        Button {
            objectName: "editAgain-" + card.no
            visible: !card.held
            kind: "quiet"
            symbol: "edit"
            text: qsTr("Open and edit")
            onClicked: card.opened()
        }
        Button {
            objectName: "retry-" + card.no
            visible: !card.held
            kind: "quiet"
            symbol: "syncing"
            text: qsTr("Try again")
            onClicked: card.retried()
        }
        Button {
            objectName: "dismiss-" + card.no
            kind: "quiet"
            symbol: "close"
            text: card.held ? qsTr("Take off the list") : qsTr("Let it go")
            onClicked: card.dismissed()
        }
    }
}
