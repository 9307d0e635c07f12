import QtQuick
import Fieldfare.App

// What hangs under a customer, list by list, as the tabs of its page.
QtObject {
    id: lists

    required property string customerId
    property var may: ({})               // what may be added, as of Creating
    readonly property var own: [{ column: "customer_id", is: "equal", value: customerId }]

    readonly property RecordList contacts: RecordList {
        type: "contact"
        filters: lists.own
    }
    readonly property RecordList visits: RecordList {
        type: "visit"
        filters: lists.own
        orderBy: "check_in_at"
        descending: true
        joins: ["author_id"]
    }
    readonly property RecordList plans: RecordList {
        type: "visit_plan"
        filters: [...lists.own, { column: "status", is: "equal", value: "PLANNED" }]
        orderBy: "starts_at"
        joins: ["person_id"]
    }
    readonly property RecordList quotes: RecordList {
        type: "quote"
        filters: lists.own
        orderBy: "number"
        descending: true
    }
    readonly property RecordList orders: RecordList {
        type: "order"
        filters: lists.own
        orderBy: "number"
        descending: true
    }
    readonly property RecordList tasks: RecordList {
        type: "task"
        filters: lists.own
        orderBy: "due_at"
        joins: ["assignee_id"]
    }

    readonly property var tabs: [
        { value: "details", label: qsTr("Details") },
        { value: "contacts", label: qsTr("Contacts"), count: contacts.total },
        { value: "plans", label: qsTr("Planned"), count: plans.total },
        { value: "visits", label: qsTr("Visits"), count: visits.total },
        { value: "quotes", label: qsTr("Quotes"), count: quotes.total },
        { value: "orders", label: qsTr("Orders"), count: orders.total },
        { value: "tasks", label: qsTr("Tasks"), count: tasks.total }
    ]

    function of(tab: string): var {
        return ({ contacts: contacts, plans: plans, visits: visits, quotes: quotes, orders: orders, tasks: tasks })[tab] ?? null
    }

    function symbolOf(tab: string): string {
        return ({ contacts: "person", plans: "calendar", visits: "visit", quotes: "quote", orders: "order", tasks: "task" })[tab] ?? "inbox"
    }

    function emptyOf(tab: string): string {
        switch (tab) {
        case "contacts": return qsTr("No contacts yet")
        case "plans": return qsTr("No visit planned")
        case "visits": return qsTr("Not visited yet")
        case "quotes": return qsTr("No quotes yet")
        case "orders": return qsTr("No orders yet")
        case "tasks": return qsTr("No tasks")
        }
        return ""
    }

    function addOf(tab: string): string {
        if (!may[typeOf(tab)])
            return ""
        switch (tab) {
        case "contacts": return qsTr("New contact")
        case "plans":
        case "visits": return qsTr("Plan a visit")
        case "quotes": return qsTr("New quote")
        case "orders": return qsTr("New order")
        case "tasks": return qsTr("New task")
        }
        return ""
    }

    // Of what addOf() adds: a visit is planned first.
    function typeOf(tab: string): string {
        return ({ contacts: "contact", plans: "visit_plan", visits: "visit_plan", quotes: "quote", orders: "order", tasks: "task" })[tab] ?? ""
    }

    // As CustomerPage's act() knows it.
    function verbOf(tab: string): string {
        return ({ contacts: "contact", plans: "plan", visits: "plan", quotes: "quote", orders: "order", tasks: "task" })[tab] ?? ""
    }
}
