import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// How the device stands with its server; a tap opens the outbox. `status`: "offline", "waiting", "syncing",
// "attention" or "up_to_date". The page gives the words, e.g. "Syncing 3/12".
T.AbstractButton {
    id: pill

    property string status: "offline"
    property int unsent: 0
    property bool compact: false         // the icon and the count alone

    readonly property string tone: ({ offline: "neutral", waiting: "info", syncing: "info", attention: "warning",
                                      up_to_date: "success" })[status] ?? "neutral"
    readonly property string symbol: ({ offline: "offline", waiting: "waiting", syncing: "syncing", attention: "warning",
                                        up_to_date: "up-to-date" })[status] ?? "offline"

    implicitWidth: Math.max(Theme.target, contentItem.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, contentItem.implicitHeight + Theme.space.large + Theme.space.small)
    horizontalPadding: Theme.space.medium
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: unsent > 0 ? qsTr("%1, %n unsent", "", unsent).arg(text) : text
    Keys.onReturnPressed: clicked()

    contentItem: IconText {
        symbol: pill.symbol
        text: pill.compact ? "" : pill.text
        busy: pill.status === "syncing"
        count: pill.unsent
        font: Theme.fonts.captionStrong
        color: Theme.colors.softInk(pill.tone)
        spacing: Theme.space.tiny + 2
    }
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: Theme.space.small - 1
            anchors.bottomMargin: Theme.space.small - 1
            radius: height / 2
            color: Theme.colors.soft(pill.tone)
            border.width: pill.hovered || Theme.name === "sunlight" ? Theme.line : 0
            border.color: Theme.colors.softInk(pill.tone)
            FocusRing { shown: pill.visualFocus; corner: parent.radius }
        }
    }
}
