pragma Singleton

import QtQuick

// How pages lead to one another. Pages call these; the shell listens and does it.
QtObject {
    id: navigation

    // True where a list and what is chosen in it are side by side.
    property bool sideBySide: false
    // What is shown beside the list: {page, arguments}; null for nothing.
    property var shown: null
    // The place one is in, and the page on top there.
    property string place
    property string page

    // `how`: "push", "show" or "replace".
    signal openRequested(string page, var values, string how)
    signal placeRequested(string place)
    signal backRequested()
    signal homeRequested()
    signal toastRequested(string text, string action, var run)
    signal questionRequested(var question, var run)

    // Puts a page, with values for its properties, on top of the one that is there.
    function open(page: string, values: var) { openRequested(page, values ?? {}, "push") }
    // The same out of a list: where there is room the page appears beside the list, in the place of what was
    // chosen before.
    function show(page: string, values: var) { openRequested(page, values ?? {}, "show") }
    // Puts a page in the place of the one on top, such as a record's after its form.
    function replace(page: string, values: var) { openRequested(page, values ?? {}, "replace") }
    function back() { backRequested() }
    // Back to the first page of the place.
    function home() { homeRequested() }
    // To one of the places of the bar, as it was left.
    function go(place: string) { placeRequested(place) }

    // Says that something was done, and offers to undo it for a while.
    function toast(text: string, undoText: var, undo: var) { toastRequested(text, undoText ?? "", undo ?? null) }
    // Says why something was not done. Takes the fault of a verb.
    function explain(fault: var) { toastRequested(fault.message, "", null) }
    // Asks first. `question`: {title, text, action, danger, losses}; `losses` are sentences of what will be gone.
    function confirm(question: var, run: var) { questionRequested(question, run) }

    // Opens what a record of a type is shown on; false where it has no page.
    function openRecord(type: string, id: string): bool {
        const to = pageOf(type, id)
        if (to !== null)
            open(to.page, to.values)
        return to !== null
    }

    function pageOf(type: string, id: string): var {
        switch (type) {
        case "customer": return { page: "CustomerPage", values: { customerId: id } }
        case "contact": return { page: "ContactPage", values: { contactId: id } }
        case "visit": return { page: "VisitPage", values: { visitId: id } }
        case "visit_plan": return { page: "PlanVisitPage", values: { planId: id } }
        case "quote": return { page: "QuotePage", values: { quoteId: id } }
        case "order": return { page: "OrderPage", values: { orderId: id } }
        case "task": return { page: "TaskEditPage", values: { taskId: id } }
        case "approval": return { page: "ApprovalPage", values: { approvalId: id } }
        }
        return null
    }

    // True for what is shown beside the list now: lists mark its row.
    function isShown(key: string, id: string): bool {
        return sideBySide && shown !== null && shown.values[key] === id
    }
}
