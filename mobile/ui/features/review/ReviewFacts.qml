import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// When and where a visit was, and what came of it.
Card {
    id: card

    required property var record
    property string visitState

    signal customerOpened()

    readonly property var checkIn: record.check_in ?? {}
    readonly property var checkOut: record.check_out ?? {}
    readonly property bool simulated: (checkIn.mock_location ?? false) || (checkOut.mock_location ?? false)
    readonly property int distance: checkIn.distance_m ?? -1
    readonly property DayWords words: DayWords {}

    spacing: Theme.space.tiny

    RowLayout {
        spacing: Theme.space.small
        Label {
            Layout.fillWidth: true
            text: VisitWords.outcome(card.record.outcome).label
            font: Theme.fonts.heading
            wraps: true
            Accessible.role: Accessible.Heading
        }
        StateMark { value: card.visitState }
        Mark {
            visible: card.record.late ?? false
            text: qsTr("Arrived late")
            symbol: "clock"
            tone: "warning"
        }
    }
    Banner {
        visible: card.simulated || card.distance > card.words.far
        Layout.topMargin: Theme.space.tiny
        Layout.bottomMargin: Theme.space.tiny
        kind: "warning"
        text: card.words.place(card.distance, card.simulated)
    }
    KeyValueRow {
        visible: (card.record.purpose ?? "") !== ""
        label: Schema.label("visit", "purpose")
        value: card.record.purpose ?? ""
    }
    KeyValueRow {
        label: qsTr("Planned for")
        value: (card.record.planned_at ?? 0) > 0 ? Format.dateTime(card.record.planned_at) : qsTr("Not planned")
    }
    KeyValueRow {
        label: qsTr("There")
        value: (card.checkIn.at ?? 0) > 0 ? qsTr("%1, %2").arg(Format.date(card.checkIn.at)).arg(card.words.times(card.checkIn.at, card.checkOut.at ?? 0)) : ""
    }
    KeyValueRow {
        visible: value !== ""
        label: qsTr("Duration")
        value: card.words.minutes(card.checkIn.at ?? 0, card.checkOut.at ?? 0)
    }
    KeyValueRow {
        label: qsTr("Position")
        value: card.words.place(card.distance, card.simulated)
    }
    Button {
        objectName: "openCustomer"
        kind: "quiet"
        symbol: "customers"
        text: qsTr("Open customer")
        onClicked: card.customerOpened()
    }
}
