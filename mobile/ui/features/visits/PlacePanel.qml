import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components

// Where this device is, how sure that is, and how far from the customer. Nothing waits for it.
RowLayout {
    id: panel

    property var customerPosition        // of the customer's record, or undefined

    readonly property var look: ({
        [Place.Good]: { symbol: "location-good", tone: "success", text: qsTr("Good position") },
        [Place.Fair]: { symbol: "location-fair", tone: "info", text: qsTr("Fair position") },
        [Place.Poor]: { symbol: "location-poor", tone: "warning", text: qsTr("Poor position") }
    })[Place.quality] ?? { symbol: "location-unknown", tone: "neutral",
                           text: Place.fixing ? qsTr("Looking for the position") : qsTr("Position unknown") }
    readonly property var position: Place.position
    readonly property var accuracy: position?.accuracy_mm
    readonly property real away: customerPosition && position ? Place.distanceTo(customerPosition) : -1

    objectName: "placePanel"
    Layout.fillWidth: true
    spacing: Theme.space.medium
    Accessible.role: Accessible.StaticText
    Accessible.name: first.text + ", " + second.text

    Rectangle {
        implicitWidth: Theme.vastIcon
        implicitHeight: Theme.vastIcon
        radius: Theme.radius.medium
        color: Theme.colors.soft(panel.look.tone)
        Icon {
            anchors.centerIn: parent
            name: panel.look.symbol
            color: Theme.colors.softInk(panel.look.tone)
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0
        Label {
            id: first
            Layout.fillWidth: true
            text: panel.accuracy === undefined || panel.accuracy === null ? panel.look.text
                : qsTr("%1, within %2").arg(panel.look.text).arg(Format.distance(panel.accuracy / 1000))
            font: Theme.fonts.bodyStrong
            wraps: true
            Accessible.ignored: true
        }
        Label {
            id: second
            Layout.fillWidth: true
            text: panel.away >= 0 ? qsTr("%1 from the customer").arg(Format.distance(panel.away))
                : qsTr("You can check in now; nothing waits for the position.")
            font: Theme.fonts.label
            muted: true
            wraps: true
            Accessible.ignored: true
        }
    }
}