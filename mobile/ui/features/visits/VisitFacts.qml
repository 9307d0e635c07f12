import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// When and where somebody checked in and out.
Card {
    id: facts

    required property var record

    readonly property var arrived: record.check_in
    readonly property var departed: record.check_out

    spacing: 0
    TimelineItem {
        visible: facts.record.planned_at !== undefined
        first: true
        last: facts.arrived === undefined
        time: facts.record.planned_at ? Format.dateTime(facts.record.planned_at) : ""
        title: qsTr("Planned")
        subtitle: facts.record.purpose ?? ""
        symbol: "calendar"
        tone: "neutral"
    }
    TimelineItem {
        visible: facts.arrived !== undefined
        first: facts.record.planned_at === undefined
        last: facts.departed === undefined
        time: facts.arrived ? Format.dateTime(facts.arrived.at) : ""
        title: qsTr("Checked in")
        subtitle: VisitWords.place(facts.arrived)
        symbol: facts.arrived?.position ? "visit" : "location-unknown"
        tone: "accent"
    }
    TimelineItem {
        visible: facts.departed !== undefined
        last: true
        time: facts.departed ? Format.dateTime(facts.departed.at) : ""
        title: qsTr("Checked out after %1").arg(VisitWords.lasted(facts.arrived?.at, facts.departed?.at))
        subtitle: VisitWords.place(facts.departed)
        symbol: "check"
        tone: "success"
    }
    Banner {
        visible: (facts.arrived?.mock_location ?? false) || (facts.departed?.mock_location ?? false)
        kind: "warning"
        text: qsTr("The device said that this position was simulated.")
    }
}
