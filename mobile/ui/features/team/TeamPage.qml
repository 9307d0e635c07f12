pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// A unit's day: its visits by person with the line of each one's day, or the people themselves.
AppPage {
    id: page

    property real day: startOf(App.now())   // epoch ms, midnight here
    property string part: "visits"           // or "people"

    title: qsTr("Team")
    master: true
    symbol: "team"

    function startOf(ms: real): real {
        const date = new Date(ms)
        date.setHours(0, 0, 0, 0)
        return date.getTime()
    }

    // Whole days: one may have 23 or 25 hours.
    function turn(days: int) {
        const date = new Date(day)
        date.setDate(date.getDate() + days)
        day = date.getTime()
    }

    VisitDayList {
        id: visits
        day: page.day
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.space.small

        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space.small
            Layout.rightMargin: Theme.space.small
            spacing: 0
            IconButton {
                objectName: "dayBefore"
                symbol: "chevron-left"
                text: qsTr("The day before")
                onClicked: page.turn(-1)
            }
            Button {
                objectName: "dayName"
                Layout.fillWidth: true
                kind: "quiet"
                symbol: "calendar"
                text: Format.day(page.day)
                onClicked: page.day = page.startOf(App.now())
            }
            IconButton {
                objectName: "dayAfter"
                symbol: "chevron-right"
                text: qsTr("The day after")
                onClicked: page.turn(1)
            }
        }
        SegmentedControl {
            objectName: "teamPart"
            Layout.leftMargin: Theme.space.large
            Layout.rightMargin: Theme.space.large
            name: qsTr("What is shown")
            options: [{ value: "visits", label: qsTr("Visits") }, { value: "people", label: qsTr("People") }]
            value: page.part
            onChosen: value => page.part = value
        }
        VisitDayView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.part === "visits"
            visits: visits
            onOpened: visitId => Navigation.show("VisitReviewPage", { visitId: visitId, order: visits.order })
        }
        PeopleView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.part === "people"
            day: page.day
        }
    }
}
