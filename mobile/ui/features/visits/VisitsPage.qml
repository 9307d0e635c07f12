pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A person's visits of a day: the one that goes on, those planned, those done; on today also what was missed.
AppScrollPage {
    id: page

    property real day: VisitWords.dayStart(App.now(), 0)

    readonly property var me: Session.person
    readonly property var may: creating.may
    readonly property bool isToday: day === VisitWords.dayStart(App.now(), 0)
    readonly property var mine: ({ column: "person_id", is: "equal", value: page.me.id ?? "" })
    readonly property var byMe: ({ column: "author_id", is: "equal", value: page.me.id ?? "" })
    readonly property var planned: ({ column: "status", is: "equal", value: "PLANNED" })
    readonly property bool loaded: running.loaded && plans.loaded && done.loaded
    readonly property bool empty: loaded && running.count + plans.count + done.count + (isToday ? late.count : 0) === 0

    objectName: "visitsPage"
    title: qsTr("Visits")
    master: true
    symbol: "visit"

    function begin() {
        Navigation.open("CustomerPickerPage", {
            title: qsTr("Visit at"),
            chosen: id => Navigation.replace("VisitPage", { customerId: id })
        })
    }

    function plan() {
        const day = page.day
        Navigation.open("CustomerPickerPage", {
            title: qsTr("Plan a visit at"),
            chosen: id => Navigation.replace("PlanVisitPage", { customerId: id, day: day })
        })
    }

    function checkIn(customerId: string, planId: string) {
        desk.checkIn(customerId, planId, (visitId, fault) => {
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.show("VisitPage", { visitId: visitId })
        })
    }

    Creating { id: creating }
    VisitDesk { id: desk }
    PlaceWatch { on: page.visible }
    RecordList {
        id: running
        type: "visit"
        filters: [page.byMe, { column: "check_in_at", is: "set" }, { column: "check_out_at", is: "unset" }]
        orderBy: "check_in_at"
        descending: true
        joins: ["customer_id"]
    }
    RecordList {
        id: late
        type: "visit_plan"
        filters: [page.mine, page.planned, { column: "starts_at", is: "below", value: VisitWords.dayStart(App.now(), 0) }]
        orderBy: "starts_at"
        descending: true
        joins: ["customer_id"]
        active: page.isToday
    }
    RecordList {
        id: plans
        type: "visit_plan"
        filters: [page.mine, page.planned, ...VisitWords.within("starts_at", page.day)]
        orderBy: "starts_at"
        joins: ["customer_id"]
    }
    RecordList {
        id: done
        type: "visit"
        filters: [page.byMe, { column: "check_out_at", is: "set" }, ...VisitWords.within("check_in_at", page.day)]
        orderBy: "check_in_at"
        descending: true
        joins: ["customer_id"]
    }

    actions: IconButton {
        objectName: "planVisit"
        visible: page.may.visit_plan ?? false
        symbol: "calendar"
        text: qsTr("Plan a visit")
        onClicked: page.plan()
    }
    floating: FloatingAction {
        objectName: "startVisit"
        visible: page.may.visit ?? false
        symbol: "visit"
        text: qsTr("Start a visit")
        onClicked: page.begin()
    }

    WeekStrip {
        objectName: "weekStrip"
        day: page.day
        onChosen: day => page.day = day
    }
    Repeater {
        model: page.loaded ? 0 : 3
        delegate: SkeletonRow {}
    }
    SectionHeader {
        visible: running.count > 0
        text: qsTr("Under way")
    }
    Repeater {
        model: running
        delegate: VisitCard { running: true }
    }
    SectionHeader {
        visible: plans.count > 0
        text: qsTr("Planned")
        count: plans.count
    }
    Repeater {
        model: plans
        delegate: PlanCard {
            onCheckInRequested: page.checkIn(record.customer_id, recordId)
            onRescheduleRequested: reschedule.show(this)
        }
    }
    SectionHeader {
        visible: done.count > 0
        text: qsTr("Done")
        count: done.count
    }
    Repeater {
        model: done
        delegate: VisitCard {}
    }
    SectionHeader {
        visible: page.isToday && late.count > 0
        text: qsTr("Not done on their day")
        count: late.total
    }
    Repeater {
        model: page.isToday ? late : null
        delegate: PlanCard {
            late: true
            onCheckInRequested: page.checkIn(record.customer_id, recordId)
            onRescheduleRequested: reschedule.show(this)
        }
    }
    EmptyState {
        visible: page.empty
        symbol: "visit"
        title: page.isToday ? qsTr("No visits today") : qsTr("No visits on this day")
        text: qsTr("Plan one, or start one where you are.")
        action: page.may.visit_plan ? qsTr("Plan a visit") : ""
        onActionTriggered: page.plan()
    }
    Item { implicitHeight: 72 }

    RescheduleSheet {
        id: reschedule
        desk: desk
    }
}
