import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// The visits of a day, each person's under their name and the line of their day.
Item {
    id: view

    required property VisitDayList visits

    signal opened(string visitId)

    ListView {
        id: list

        objectName: "visitsOfDay"
        anchors.fill: parent
        visible: view.visits.count > 0
        model: view.visits
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        section.property: "personId"
        // Without the pragma that would make the ids of this file known inside: Qt 6.4 makes no bound sections.
        // qmllint disable unqualified
        section.delegate: DayOfPerson {
            required property string section

            width: list.width
            visits: view.visits
            personId: section
        }
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Visits of the day")

        delegate: VisitOfDayRow {
            id: row

            objectName: "visit-" + row.visitId
            selected: Navigation.isShown("visitId", row.visitId)
            onClicked: view.opened(row.visitId)
        }
        // qmllint enable unqualified
    }
    ListCover {
        anchors.fill: parent
        list: view.visits
        symbol: "visit"
        title: qsTr("No visits on this day")
        text: qsTr("Visits appear here as soon as your people's devices have sent them.")
    }
}
