pragma Singleton

import QtQuick
import Fieldfare.App

// What the states of quotes and orders are called and look like, and which of them a list can be narrowed to.
QtObject {
    id: words

    readonly property var quoteLooks: ({
        DRAFT: { text: qsTr("Draft"), symbol: "draft", tone: "neutral" },
        WAITING: { text: qsTr("Awaiting approval"), symbol: "clock", tone: "warning" },
        APPROVED: { text: qsTr("Approved"), symbol: "approve", tone: "success" },
        DECLINED: { text: qsTr("Declined"), symbol: "decline", tone: "danger" },
        ISSUED: { text: qsTr("Issued"), symbol: "quote", tone: "info" },
        ORDERED: { text: qsTr("Ordered"), symbol: "order", tone: "success" },
        LOST: { text: qsTr("Lost"), symbol: "close", tone: "neutral" },
        REVISED: { text: qsTr("Replaced"), symbol: "copy", tone: "neutral" }
    })
    readonly property var orderLooks: ({
        DRAFT: { text: qsTr("Draft"), symbol: "draft", tone: "neutral" },
        SUBMITTED: { text: qsTr("Submitted"), symbol: "outbox", tone: "info" },
        ACCEPTED: { text: qsTr("Accepted"), symbol: "approve", tone: "success" },
        REJECTED: { text: qsTr("Rejected"), symbol: "rejected", tone: "danger" },
        SHIPPED: { text: qsTr("Shipped"), symbol: "forward", tone: "success" },
        INVOICED: { text: qsTr("Invoiced"), symbol: "money", tone: "success" },
        CLOSED: { text: qsTr("Closed"), symbol: "check", tone: "neutral" },
        CANCELLED: { text: qsTr("Cancelled"), symbol: "close", tone: "neutral" }
    })
    readonly property var unknown: ({ text: "", symbol: "", tone: "neutral" })

    readonly property var quoteFilters: [
        { value: "open", label: qsTr("Open") }, { value: "", label: qsTr("All") },
        ...words.choices("quote", ["DRAFT", "WAITING", "APPROVED", "ISSUED", "DECLINED", "ORDERED", "LOST"])
    ]
    readonly property var orderFilters: [
        { value: "open", label: qsTr("Open") }, { value: "", label: qsTr("All") },
        ...words.choices("order", ["DRAFT", "SUBMITTED", "ACCEPTED", "SHIPPED", "INVOICED", "REJECTED", "CANCELLED"])
    ]
    // Documents that nothing more is expected of.
    readonly property var finished: ({
        quote: ["ORDERED", "LOST", "REVISED"],
        order: ["REJECTED", "CLOSED", "CANCELLED", "INVOICED"]
    })

    function look(type: string, status: var): var {
        return (type === "order" ? orderLooks : quoteLooks)[status ?? ""] ?? unknown
    }

    function choices(type: string, statuses: var): var {
        return statuses.map(each => ({ value: each, label: look(type, each).text, symbol: look(type, each).symbol }))
    }

    // The filters of a RecordList for a choice of quoteFilters or orderFilters.
    function conditions(type: string, choice: string): var {
        if (choice === "open")
            return finished[type].map(each => ({ column: "status", is: "not_equal", value: each }))
        return choice === "" ? [] : [{ column: "status", is: "equal", value: choice }]
    }

    function money(amount: var): string {
        return amount === undefined || amount === null ? "" : Format.money(amount.minor ?? 0, amount.currency ?? "")
    }
}
