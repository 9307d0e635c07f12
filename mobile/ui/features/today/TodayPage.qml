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
    readonly property var next: {
        for (let i = 0; i < today.count; ++i) {
            const row = today.at(i)
            if (row.section === "plan" && !row.done)
                return row
        }
        return null
    }

    function checkIn(row: var) {
        desk.checkIn(row.customerId, row.kind === "plan" ? row.recordId : "", (visitId, fault) => {
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.show("VisitPage", { visitId: visitId })
        })
    }

    title: qsTr("Today")
    master: true
    symbol: "today"
    subtitle: Format.date(Date.now())

    TodayList { id: today }
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
        TodayView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !page.searching
            model: today
            next: page.next
            runningId: desk.activeVisitId
            onCheckInRequested: row => page.checkIn(row)

            ListCover {
                anchors.fill: parent
                list: today
                symbol: "today"
                title: qsTr("Nothing planned for today")
                text: qsTr("Plan a visit, or look who has not been visited for long.")
                action: qsTr("Plan a visit")
                onActionTriggered: Navigation.show("PlanVisitPage", {})
            }
        }
    }
}
