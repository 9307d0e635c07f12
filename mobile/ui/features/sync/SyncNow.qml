import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// What happens now, in words, with its progress, the time of the next try, and the button that does not wait.
Card {
    id: card

    readonly property bool syncing: Sync.status === Sync.Syncing
    readonly property string tone: ({ [Sync.Attention]: "warning", [Sync.UpToDate]: "success", [Sync.Offline]: "neutral" })[Sync.status] ?? "info"
    readonly property string symbol: ({ [Sync.Attention]: "warning", [Sync.UpToDate]: "up-to-date", [Sync.Offline]: "offline",
                                        [Sync.Waiting]: "waiting" })[Sync.status] ?? "syncing"
    readonly property string words: {
        switch (Sync.status) {
        case Sync.Syncing: return Sync.total > 0 ? qsTr("Sending %1 of %2").arg(Format.count(Sync.done)).arg(Format.count(Sync.total))
                                                 : qsTr("Receiving what is new")
        case Sync.Waiting: return Sync.unsent > 0 ? qsTr("%n change(s) wait to be sent", "", Sync.unsent)
                                : Sync.photos > 0 ? qsTr("%n photo(s) wait to be sent", "", Sync.photos)
                                                  : qsTr("Not synced yet")
        case Sync.Attention: return qsTr("%n change(s) need your attention", "", Sync.attention)
        case Sync.UpToDate: return qsTr("Everything is sent and received")
        }
        return qsTr("Working offline")
    }
    readonly property string explanation: {
        switch (Sync.status) {
        case Sync.Syncing: return qsTr("You can go on working meanwhile.")
        case Sync.Waiting: return qsTr("They are saved on this device and go out by themselves.")
        case Sync.Attention: return qsTr("Nothing is lost: what you typed is kept until you decide.")
        case Sync.UpToDate: return qsTr("The server has all of your work.")
        }
        return Sync.unsent > 0 ? qsTr("%n change(s) wait on this device until there is a network.", "", Sync.unsent)
                               : qsTr("What you do is saved on this device and sent as soon as there is a network.")
    }

    spacing: Theme.space.medium

    RowLayout {
        spacing: Theme.space.medium
        Rectangle {
            Layout.alignment: Qt.AlignTop
            implicitWidth: 56
            implicitHeight: 56
            radius: 28
            color: Theme.colors.soft(card.tone)
            Spinner {
                anchors.centerIn: parent
                visible: card.syncing
                size: 28
                color: Theme.colors.softInk(card.tone)
            }
            Icon {
                anchors.centerIn: parent
                visible: !card.syncing
                name: card.symbol
                size: 28
                color: Theme.colors.softInk(card.tone)
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space.hair
            Label {
                objectName: "syncWords"
                Layout.fillWidth: true
                text: card.words
                font: Theme.fonts.heading
                wraps: true
            }
            Label {
                Layout.fillWidth: true
                text: card.explanation
                muted: true
                wraps: true
            }
        }
    }
    Banner {
        objectName: "handingOver"
        visible: Sync.handingOver
        kind: "warning"
        text: qsTr("This device was taken out of use. What was not sent yet goes to your manager; nothing more can be typed here.")
    }
    ProgressBar {
        visible: card.syncing
        indeterminate: Sync.total === 0
        value: Sync.total > 0 ? Sync.done / Sync.total : 0
        text: card.words
    }
    Label {
        Layout.fillWidth: true
        visible: card.syncing && Sync.bytesSent + Sync.bytesReceived > 0
        text: qsTr("%1 sent, %2 received").arg(Format.bytes(Sync.bytesSent)).arg(Format.bytes(Sync.bytesReceived))
        font: Theme.fonts.label
        muted: true
        wraps: true
    }
    Banner {
        visible: !card.syncing && !Sync.handingOver && Sync.lastFault !== null && Sync.lastFault !== undefined && (Sync.lastFault.message ?? "") !== ""
        kind: "warning"
        text: Sync.lastFault?.message ?? ""
    }
    Label {
        objectName: "syncCountdown"
        Layout.fillWidth: true
        visible: !card.syncing && countdown.seconds >= 0
        text: countdown.words
        font: Theme.fonts.label
        muted: true
        wraps: true
    }
    Button {
        objectName: "syncNow"
        Layout.fillWidth: true
        kind: "primary"
        symbol: "syncing"
        text: card.syncing ? qsTr("Syncing") : qsTr("Sync now")
        busy: card.syncing
        onClicked: Sync.syncNow()
    }

    Countdown {
        id: countdown
        until: Sync.nextRetryAt
    }
}
