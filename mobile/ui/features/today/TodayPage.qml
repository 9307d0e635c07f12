import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The day: what comes next, the plan, what is overdue, who has a birthday. Search over everything on top.
AppPage {
    id: page

    readonly property bool searching: search.text.trim() !== ""
    property string nextBy: "time"
    property bool watching: false
    readonly property var may: creating.may
    property var ahead: []               // rows of the plan that are not done
    readonly property bool nearestKnown: ahead.filter(row => row.distance >= 0).length > 1
    readonly property var next: {
        if (nextBy === "distance" && nearestKnown)
            return ahead.filter(row => row.distance >= 0).reduce((a, b) => b.distance < a.distance ? b : a)
        return ahead[0] ?? null
    }

    function lookAhead() {
        const rows = []
        for (let i = 0; i < today.count; ++i) {
            const row = today.at(i)
            if (row.section === "plan" && !row.done)
                rows.push(row)
        }
        ahead = rows
    }

    function checkIn(row: var) {
        desk.checkIn(row.customerId, row.kind === "plan" ? row.recordId : "", (visitId, fault) => {
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.show("VisitPage", { visitId: visitId })
        })
    }

    // Distances are known while somebody looks.
    function watchPlace() {
        if (visible === watching)
            return
        watching = visible
        if (visible)
            Place.start()
        else
            Place.stop()
    }

    title: qsTr("Today")
    master: true
    symbol: "today"
    subtitle: Format.date(App.now())

    onVisibleChanged: watchPlace()
    Component.onCompleted: watchPlace()
    Component.onDestruction: {
        if (watching)
            Place.stop()
    }

    Creating { id: creating }
    TodayList {
        id: today
        position: Place.position ?? {}
    }
    Connections {
        target: today
        function onRowsInserted() { page.lookAhead() }
        function onRowsRemoved() { page.lookAhead() }
        function onRowsMoved() { page.lookAhead() }
        function onDataChanged() { page.lookAhead() }
        function onModelReset() { page.lookAhead() }
    }
    VisitDesk { id: desk }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        SearchField {
            id: search
            objectName: "searchEverything"
            Layout.leftMargin: Theme.space.large
            Layout.rightMargin: Theme.space.large
            Layout.bottomMargin: Theme.space.small
            placeholder: qsTr("Search everything")
        }
        EverythingFound {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.searching
            text: search.text
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !page.searching

            TodayView {
                id: day
                anchors.fill: parent
                model: today
                next: page.next
                nextBy: page.nextBy
                nearestKnown: page.nearestKnown
                runningId: desk.activeVisitId
                onNextByChosen: by => page.nextBy = by
                onCheckInRequested: row => page.checkIn(row)
            }
            ListCover {
                anchors.fill: parent
                anchors.topMargin: day.headHeight    // the visit that runs stays in sight
                list: today
                symbol: "today"
                title: qsTr("Nothing planned for today")
                text: qsTr("Plan a visit, or look who has not been visited for long.")
                action: page.may.visit_plan ? qsTr("Plan a visit") : ""
                onActionTriggered: Navigation.show("PlanVisitPage", {})
            }
        }
    }
}
