pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// An order on its way: written, submitted, accepted under the ERP's number, shipped, invoiced.
AppScrollPage {
    id: page

    required property string orderId

    readonly property var record: order.record
    readonly property var joined: order.joined
    readonly property var totals: paper.totals
    readonly property string status: record.status ?? ""
    readonly property bool writing: status === "DRAFT"
    property bool busy: false

    objectName: "orderPage"
    title: record.number ?? qsTr("Order")
    subtitle: joined.customer_id?.title ?? ""
    symbol: "order"

    function again() {
        Navigation.open("OrderEditPage", { customerId: record.customer_id, copyOf: orderId })
    }

    function submit() {
        freeze.close()
        busy = true
        paper.submit((result, fault) => {
            page.busy = false
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.toast(qsTr("%1 is submitted.").arg(page.record.number))
        })
    }

    function cancel() {
        Navigation.confirm({ title: qsTr("Cancel this draft?"), action: qsTr("Cancel the order"), danger: true,
                             text: qsTr("It was not sent to the back office. It stays readable and can be ordered again.") },
            () => Records.edit(orderId, { status: "CANCELLED" }, (result, fault) => {
                if (fault)
                    Navigation.explain(fault)
            }))
    }

    function choose(what: string) {
        switch (what) {
        case "again": return again()
        case "cancel": return cancel()
        case "share": return papers.share(orderId)
        case "save": return papers.save(orderId)
        case "quote": return Navigation.open("QuotePage", { quoteId: record.quote_id })
        }
    }

    Papers { id: papers }
    RecordItem {
        id: order
        recordId: page.orderId
        joins: ["customer_id", "author_id", "quote_id"]
    }
    DocumentDraft {
        id: paper
        kind: "order"
        recordId: page.orderId
    }

    actions: [
        IconButton {
            objectName: "editOrder"
            visible: page.writing
            symbol: "edit"
            text: qsTr("Edit")
            onClicked: Navigation.open("OrderEditPage", { orderId: page.orderId })
        },
        IconButton {
            objectName: "orderMenu"
            visible: menu.items.length > 0
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
        onActionTriggered: Navigation.open("OrderEditPage", { orderId: page.orderId })
    }

    EmptyState {
        visible: !order.loading && !order.exists
        symbol: "order"
        title: qsTr("This order is not here any more")
        text: qsTr("It was removed, or its customer is somebody else's now.")
    }
    DocumentHead {
        visible: order.exists
        item: order
        type: "order"
    }
    OrderProgress {
        visible: order.exists
        record: page.record
        sendState: order.state
    }
    Card {
        visible: order.exists
        DocumentLines { paper: paper }
        Separator {}
        DocumentTotals {
            Layout.topMargin: Theme.space.small
            paper: paper
        }
    }
    Card {
        visible: order.exists
        KeyValueRow {
            label: qsTr("Wished delivery")
            value: page.record.requested_at ? Format.date(page.record.requested_at) : ""
        }
        KeyValueRow {
            label: qsTr("Deliver to")
            value: page.record.delivery_address ? Format.address(page.record.delivery_address)
                                                : qsTr("The customer's address")
        }
        KeyValueRow { label: qsTr("Notes"); value: page.record.notes ?? "" }
        KeyValueRow { label: qsTr("Written by"); value: page.joined.author_id?.title ?? "" }
        ListRow {
            objectName: "orderQuote"
            Layout.leftMargin: -Theme.space.large
            Layout.rightMargin: -Theme.space.large
            visible: page.record.quote_id !== undefined
            title: qsTr("From quote %1").arg(page.joined.quote_id?.title ?? "")
            symbol: "quote"
            opens: true
            divided: false
            onClicked: page.choose("quote")
        }
    }

    footer: Button {
        objectName: "orderStep"
        Layout.fillWidth: true
        visible: page.status !== ""
        kind: page.writing ? "primary" : "secondary"
        symbol: page.writing ? "order" : "copy"
        text: page.writing ? qsTr("Submit order") : qsTr("Order again")
        busy: page.busy
        enabled: !page.writing || paper.lines.count > 0
        onClicked: page.writing ? freeze.open() : page.again()
    }

    Menu {
        id: menu
        title: page.title
        items: Pick.fitting([{ value: "share", label: qsTr("Share as PDF"), symbol: "share", fits: true },
                { value: "save", label: qsTr("Save as PDF"), symbol: "download", fits: true },
                { value: "again", label: qsTr("Order again"), symbol: "copy", fits: page.writing },
                { value: "cancel", label: qsTr("Cancel the order"), symbol: "close", dangerous: true, fits: page.writing }])
        onChosen: value => page.choose(value)
    }
    FreezeDialog {
        id: freeze
        objectName: "submitDialog"
        order: true
        lineCount: paper.lines.count
        total: Format.money(page.totals.gross, paper.currency)
        onAccepted: page.submit()
    }
}
