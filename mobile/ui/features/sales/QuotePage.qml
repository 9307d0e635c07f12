pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A quote as the customer reads it, and the next step that it is ready for.
AppScrollPage {
    id: page

    required property string quoteId

    readonly property var record: quote.record
    readonly property var joined: quote.joined
    readonly property var totals: paper.totals
    readonly property string status: record.status ?? ""
    readonly property bool beyond: paper.needsApproval
    readonly property string step: nextStep()
    property bool busy: false

    objectName: "quotePage"
    title: record.number ?? qsTr("Quote")
    subtitle: joined.customer_id?.title ?? ""
    symbol: "quote"

    function nextStep(): string {
        switch (status) {
        case "DRAFT": return beyond ? "ask" : "issue"
        case "WAITING": return "reopen"
        case "APPROVED": return "issue"
        case "DECLINED": return "reopen"
        case "ISSUED": return "order"
        case "ORDERED": return orderRows.count > 0 ? "open" : "again"
        }
        return status === "" ? "" : "again"
    }

    readonly property var steps: ({
        ask: { text: qsTr("Ask for approval"), symbol: "clock" },
        issue: { text: qsTr("Issue quote"), symbol: "quote" },
        reopen: { text: status === "WAITING" ? qsTr("Take back and change") : qsTr("Change it"), symbol: "edit" },
        order: { text: qsTr("Make the order"), symbol: "order" },
        open: { text: qsTr("Open the order"), symbol: "order" },
        again: { text: qsTr("Use as a new quote"), symbol: "copy" }
    })
    readonly property var more: Pick.fitting([
        { value: "share", label: qsTr("Share as PDF"), symbol: "share", helper: qsTr("What the customer sees"), fits: true },
        { value: "save", label: qsTr("Save as PDF"), symbol: "download", helper: qsTr("Among the downloads of this device"), fits: true },
        { value: "order", label: qsTr("Make the order"), symbol: "order", fits: status === "APPROVED" || (status === "DRAFT" && !beyond) },
        { value: "revise", label: qsTr("Revise"), symbol: "edit", helper: qsTr("A new revision; this one stands until then"), fits: status === "ISSUED" },
        { value: "again", label: qsTr("Use as a new quote"), symbol: "copy", fits: step !== "again" },
        { value: "lost", label: qsTr("Mark as lost"), symbol: "close", dangerous: true,
          fits: status === "DRAFT" || status === "APPROVED" || status === "DECLINED" || status === "ISSUED" }
    ])

    function take(step: string) {
        switch (step) {
        case "ask": return askSheet.open()
        case "issue": return freeze.open()
        case "reopen": return reopen()
        case "order": return order()
        case "open": return Navigation.open("OrderPage", { orderId: orderRows.itemAt(0).recordId })
        case "again": return Navigation.open("QuoteEditPage", { customerId: record.customer_id, copyOf: quoteId })
        case "revise": return revise()
        case "lost": return lose()
        case "share": return papers.share(quoteId)
        case "save": return papers.save(quoteId)
        }
    }

    // Runs a verb of the quote; what it answers goes to `then`.
    function run(verb: var, then: var) {
        busy = true
        verb((result, fault) => {
            page.busy = false
            if (fault)
                Navigation.explain(fault)
            else
                then(result)
        })
    }

    function issue() {
        freeze.close()
        run(done => paper.issue(done),
            () => Navigation.toast(qsTr("%1 is issued.").arg(record.number)))
    }

    function order() {
        Navigation.confirm({
            title: qsTr("Make the order?"),
            text: qsTr("%1 for %2 is submitted as an order. The quote and the order can no longer be changed here.")
                  .arg(Format.money(totals.gross, paper.currency)).arg(subtitle),
            action: qsTr("Make the order")
        }, () => run(done => paper.toOrder(done), id => Navigation.open("OrderPage", { orderId: id })))
    }

    function reopen() {
        run(done => paper.reopen(done),
            () => Navigation.open("QuoteEditPage", { quoteId: quoteId }))
    }

    // The revision is a quote of its own: it takes the place of this page.
    function revise() {
        run(done => paper.revise(done), id => {
            Navigation.replace("QuotePage", { quoteId: id })
            Navigation.open("QuoteEditPage", { quoteId: id })
        })
    }

    function lose() {
        Navigation.confirm({ title: qsTr("Mark %1 as lost?").arg(record.number), action: qsTr("Mark as lost"), danger: true,
                             text: qsTr("It stays readable. It can be used as a new quote later.") },
            () => run(done => Records.edit(quoteId, { status: "LOST" }, done), () => {}))
    }

    Papers { id: papers }
    RecordItem {
        id: quote
        recordId: page.quoteId
        joins: ["customer_id", "author_id", "revises_id"]
    }
    DocumentDraft {
        id: paper
        kind: "quote"
        recordId: page.quoteId
    }
    RecordList {
        id: approvals
        type: "approval"
        filters: [{ column: "subject_id", is: "equal", value: page.quoteId }]
        orderBy: "id"
        descending: true
        joins: ["asked_by_id", "decided_by_id"]
    }
    RecordList {
        id: orders
        type: "order"
        filters: [{ column: "quote_id", is: "equal", value: page.quoteId }]
    }

    actions: [
        IconButton {
            objectName: "editQuote"
            visible: page.status === "DRAFT"
            symbol: "edit"
            text: qsTr("Edit")
            onClicked: Navigation.open("QuoteEditPage", { quoteId: page.quoteId })
        },
        IconButton {
            objectName: "quoteMenu"
            symbol: "more"
            text: qsTr("More")
            onClicked: menu.open()
        }
    ]
    banner: Banner {
        visible: paper.recovered
        kind: "warning"
        text: qsTr("Changes from %1 are not saved yet.").arg(Format.time(paper.recoveredAt))
        action: qsTr("Go on editing")
        onActionTriggered: Navigation.open("QuoteEditPage", { quoteId: page.quoteId })
    }

    EmptyState {
        visible: !quote.loading && !quote.exists
        symbol: "quote"
        title: qsTr("This quote is not here any more")
        text: qsTr("It was removed, or its customer is somebody else's now.")
    }
    DocumentHead {
        visible: quote.exists
        item: quote
        type: "quote"
    }
    Repeater {
        model: approvals
        delegate: ApprovalCard {}
    }
    Repeater {
        id: orderRows
        model: orders
        delegate: Card {
            id: orderCard

            required property string recordId
            required property var record

            padding: 0
            ListRow {
                title: qsTr("Order %1").arg(orderCard.record.number ?? "")
                subtitle: DocumentWords.look("order", orderCard.record.status).text
                symbol: "order"
                opens: true
                divided: false
                onClicked: Navigation.open("OrderPage", { orderId: orderCard.recordId })
            }
        }
    }
    Card {
        visible: quote.exists
        DocumentLines { paper: paper }
        Separator {}
        DocumentTotals {
            Layout.topMargin: Theme.space.small
            paper: paper
        }
    }
    Card {
        visible: quote.exists && page.status === "DRAFT"
        DiscountGauge { paper: paper }
    }
    Card {
        visible: quote.exists
        KeyValueRow { label: qsTr("Valid until"); value: page.record.valid_until ? Format.date(page.record.valid_until) : "" }
        KeyValueRow { label: qsTr("Terms"); value: page.record.terms ?? "" }
        KeyValueRow { label: qsTr("Written by"); value: page.joined.author_id?.title ?? "" }
        KeyValueRow {
            visible: value !== ""
            label: qsTr("Issued")
            value: page.record.issued_at ? Format.dateTime(page.record.issued_at) : ""
        }
        ListRow {
            Layout.leftMargin: -Theme.space.large
            Layout.rightMargin: -Theme.space.large
            visible: page.record.revises_id !== undefined
            title: qsTr("Revises %1").arg(page.joined.revises_id?.title ?? "")
            symbol: "copy"
            opens: true
            divided: false
            onClicked: Navigation.open("QuotePage", { quoteId: page.record.revises_id })
        }
    }

    footer: Button {
        objectName: "quoteStep"
        Layout.fillWidth: true
        visible: page.step !== ""
        kind: page.status === "WAITING" || page.step === "again" ? "secondary" : "primary"
        symbol: page.steps[page.step]?.symbol ?? ""
        text: page.steps[page.step]?.text ?? ""
        busy: page.busy
        enabled: page.step !== "ask" && page.step !== "issue" || paper.lines.count > 0
        onClicked: page.take(page.step)
    }

    Menu {
        id: menu
        title: page.title
        items: page.more
        onChosen: value => page.take(value)
    }
    AskApprovalSheet {
        id: askSheet
        paper: paper
        onAsked: Navigation.toast(qsTr("Your manager is asked as soon as this is sent."))
    }
    FreezeDialog {
        id: freeze
        objectName: "issueDialog"
        lineCount: paper.lines.count
        total: Format.money(page.totals.gross, paper.currency)
        onAccepted: page.issue()
    }
}
