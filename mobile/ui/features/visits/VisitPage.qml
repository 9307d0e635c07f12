pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A visit in three taps: check in, outcome, check out. Without `visitId` it is one that has not begun, at
// `customerId`, perhaps as planned in `planId`.
AppScrollPage {
    id: page

    property string visitId
    property string customerId
    property string planId

    readonly property var record: visit.record
    readonly property var typed: draft.values
    readonly property var at: customer.record        // the customer's record
    readonly property var errors: draft.errors
    readonly property var me: Session.person
    readonly property var may: creating.may
    readonly property bool begun: visitId !== ""
    readonly property bool running: begun && visit.exists && record.check_in !== undefined && record.check_out === undefined
    readonly property bool done: begun && visit.exists && record.check_out !== undefined
    readonly property bool mine: record.author_id === undefined || record.author_id === page.me.id
    readonly property bool canWrite: visit.exists && mine && visit.mayEdit("notes")
    readonly property var outcome: typed.outcome ?? record.outcome
    property bool busy: false

    objectName: "visitPage"
    title: customer.title === "" ? qsTr("Visit") : customer.title
    subtitle: !begun ? qsTr("Not checked in yet") : running ? qsTr("Under way since %1").arg(Format.time(record.check_in.at))
            : done ? Format.dateTime(record.check_in?.at ?? record.check_out.at) : ""
    symbol: "visit"

    function checkIn() {
        busy = true
        desk.checkIn(customerId, planId, (id, fault) => {
            page.busy = false
            if (fault)
                Navigation.explain(fault)
            else
                page.visitId = id
        })
    }

    // What was typed first, then the check-out: a kill between them loses nothing.
    function checkOut() {
        busy = true
        keep(() => desk.checkOut(visitId, outcome, (result, fault) => {
            page.busy = false
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.toast(qsTr("The visit is done."))
        }))
    }

    function keep(then: var) {
        if (!draft.dirty) {
            then()
            return
        }
        draft.commit((id, fault) => {
            if (fault) {
                page.busy = false
                Navigation.explain(fault)
            } else {
                then()
            }
        })
    }

    function write(kind: string) {
        const id = record.customer_id
        keep(() => Navigation.open(kind === "quote" ? "QuoteEditPage" : "OrderEditPage", { customerId: id }))
    }

    Reach { id: reach }
    VisitDesk { id: desk }
    Creating {
        id: creating
        under: customer.recordId
    }
    PlaceWatch { on: !page.begun || page.running }
    RecordItem {
        id: visit
        recordId: page.visitId
        joins: ["customer_id", "author_id"]
    }
    RecordItem {
        id: customer
        recordId: page.customerId !== "" ? page.customerId : page.record.customer_id ?? ""
    }
    RecordDraft {
        id: draft
        type: "visit"
        recordId: page.visitId
    }

    actions: IconButton {
        objectName: "visitMenu"
        visible: customer.exists
        symbol: "more"
        text: qsTr("More")
        onClicked: menu.open()
    }
    banner: RecoveredBanner {
        draft: draft
        visible: draft.recovered && !page.running
    }

    EmptyState {
        visible: page.begun && !visit.loading && !visit.exists
        symbol: "visit"
        title: qsTr("This visit is not here any more")
        text: qsTr("It was removed, or its customer is somebody else's now.")
    }
    Card {
        visible: !page.begun
        Label {
            Layout.fillWidth: true
            text: customer.title
            font: Theme.fonts.heading
            wraps: true
        }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: page.at.address ? Format.address(page.at.address) : ""
            muted: true
            wraps: true
        }
        Separator {}
        Repeater {
            model: page.begun ? 0 : 1
            delegate: PlacePanel { customerPosition: page.at.position }
        }
    }
    Steps {
        visible: page.begun && !page.done
        steps: [qsTr("Check in"), qsTr("Outcome"), qsTr("Check out")]
        current: !page.running ? 0 : page.outcome === undefined ? 1 : 2
    }
    Card {
        visible: page.running && page.mine
        OutcomeChips {
            objectName: "outcomes"
            value: page.outcome
            onChosen: value => draft.set("outcome", value)
        }
    }
    Card {
        visible: page.done
        RowLayout {
            spacing: Theme.space.small
            Mark {
                objectName: "outcomeMark"
                text: VisitWords.outcome(page.record.outcome).label
                symbol: VisitWords.outcome(page.record.outcome).symbol
                tone: VisitWords.outcome(page.record.outcome).tone
            }
            StateMark { value: visit.state }
            Item { Layout.fillWidth: true }
        }
        RecordFacts {
            type: "visit"
            record: page.record
            paths: page.canWrite ? ["purpose"] : ["purpose", "notes", "next_step", "next_follow_up_at"]
        }
    }
    Flow {
        Layout.fillWidth: true
        visible: page.mine && (page.running || page.done && (page.outcome === "QUOTE" || page.outcome === "ORDER"))
        spacing: Theme.space.small
        Button {
            objectName: "quoteFromVisit"
            visible: (page.may.quote ?? false) && (page.running || page.outcome === "QUOTE")
            symbol: "quote"
            text: qsTr("Write a quote")
            onClicked: page.write("quote")
        }
        Button {
            objectName: "orderFromVisit"
            visible: (page.may.order ?? false) && (page.running || page.outcome === "ORDER")
            symbol: "order"
            text: qsTr("Write an order")
            onClicked: page.write("order")
        }
    }
    Card {
        visible: page.begun && visit.exists && (page.running || page.canWrite)
        spacing: Theme.space.medium
        FormField {
            objectName: "visitNotes"
            draft: draft
            path: "notes"
        }
        FormField {
            objectName: "visitNextStep"
            draft: draft
            path: "next_step"
        }
        FollowUpField {
            objectName: "followUp"
            value: page.typed.next_follow_up_at
            error: page.errors.next_follow_up_at ?? ""
            onChosen: value => draft.set("next_follow_up_at", value ?? null)
        }
    }
    Card {
        visible: page.begun && visit.exists && photos.wanted
        VisitPhotos {
            id: photos
            visitId: page.visitId
            canAdd: page.mine
        }
    }
    VisitFacts {
        visible: page.begun && visit.exists
        record: page.record
    }
    Card {
        visible: page.record.review_rating !== undefined
        RatingField {
            label: qsTr("Your manager's rating")
            value: page.record.review_rating ?? 0
            enabled: false
        }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: page.record.review_comment ?? ""
            wraps: true
        }
    }

    footer: [
        Button {
            objectName: "checkInButton"
            Layout.fillWidth: true
            visible: !page.begun
            kind: "primary"
            symbol: "visit"
            text: qsTr("Check in")
            busy: page.busy
            enabled: page.may.visit ?? false
            onClicked: page.checkIn()
        },
        GridLayout {
            id: leaving
            visible: page.running && page.mine
            columns: page.width < 300 * Theme.textScale ? 1 : 2
            columnSpacing: Theme.space.small
            rowSpacing: Theme.space.small
            Label {
                Layout.fillWidth: true
                visible: page.outcome === undefined
                text: qsTr("Choose an outcome first.")
                font: Theme.fonts.label
                muted: true
                wraps: true
            }
            Button {
                objectName: "checkOutButton"
                Layout.fillWidth: page.outcome !== undefined || leaving.columns === 1
                kind: "primary"
                symbol: "check"
                text: qsTr("Check out")
                busy: page.busy
                enabled: page.outcome !== undefined && draft.valid
                onClicked: page.checkOut()
            }
        },
        Button {
            objectName: "saveVisit"
            Layout.fillWidth: true
            visible: page.done && page.canWrite && draft.dirty
            kind: "primary"
            symbol: "check"
            text: qsTr("Save")
            busy: draft.saving
            enabled: draft.valid
            onClicked: page.keep(() => Navigation.toast(qsTr("Saved on this device.")))
        },
        Label {
            Layout.fillWidth: true
            visible: page.done && !(page.canWrite && draft.dirty)
            text: visit.state === "waiting" ? qsTr("Saved on this device, waiting to be sent.") : qsTr("This visit is done.")
            font: Theme.fonts.label
            muted: true
            wraps: true
        }
    ]

    Menu {
        id: menu
        title: page.title
        items: [{ value: "customer", label: qsTr("Open the customer"), symbol: "customers" },
                ...(page.at.phones?.length > 0
                    ? [{ value: "call", label: qsTr("Call"), symbol: "phone", helper: Format.phone(page.at.phones[0].number) }] : []),
                { value: "navigate", label: qsTr("Navigate there"), symbol: "navigate" }]
        onChosen: value => {
            switch (value) {
            case "customer": Navigation.open("CustomerPage", { customerId: customer.recordId }); break
            case "call": reach.call(page.at.phones[0].number); break
            case "navigate": reach.navigate(page.at.address, page.at.position); break
            }
        }
    }
}
