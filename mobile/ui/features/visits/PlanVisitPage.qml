pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A visit that is planned: a new one at `customerId`, on `day` if one was chosen, or the one of `planId`.
AppScrollPage {
    id: page

    property string planId
    property string customerId
    property real day: 0

    readonly property var me: Session.person
    readonly property bool isNew: planId === ""
    readonly property var record: plan.record
    readonly property var typed: draft.values
    readonly property var errors: draft.errors
    readonly property var at: customer.record        // the customer's record
    readonly property bool open: isNew || record.status === "PLANNED" || record.status === "MISSED"
    property bool busy: false

    objectName: "planVisitPage"
    title: isNew ? qsTr("Plan a visit") : qsTr("Planned visit")
    subtitle: customer.title
    symbol: "calendar"

    // Nine o'clock on the chosen day, or the next full hour where that has passed.
    function beginning(): real {
        const nine = VisitWords.dayStart(day > 0 ? day : VisitWords.dayStart(App.now(), 1), 0) + 9 * 3600000
        return Math.max(nine, Math.ceil(App.now() / 3600000) * 3600000)
    }

    function save() {
        draft.commit((id, fault) => {
            if (fault) {
                Navigation.explain(fault)
                return
            }
            Navigation.back()
            Navigation.toast(qsTr("The visit is planned."))
        })
    }

    function checkIn() {
        busy = true
        desk.checkIn(record.customer_id, planId, (id, fault) => {
            page.busy = false
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.replace("VisitPage", { visitId: id })
        })
    }

    function cancel() {
        Navigation.confirm({ title: qsTr("Cancel this visit?"), action: qsTr("Cancel the visit"), danger: true,
                             text: qsTr("%1 on %2 is taken off the plan.").arg(subtitle).arg(Format.dateTime(record.starts_at)) },
            () => Records.edit(planId, { status: "CANCELLED" }, (result, fault) => {
                if (fault)
                    Navigation.explain(fault)
                else
                    Navigation.back()
            }))
    }

    VisitDesk { id: desk }
    RecordItem {
        id: plan
        recordId: page.planId
    }
    RecordItem {
        id: customer
        recordId: page.customerId !== "" ? page.customerId : page.record.customer_id ?? ""
    }
    RecordDraft {
        id: draft
        type: "visit_plan"
        recordId: page.planId
        defaults: page.isNew ? { customer_id: page.customerId, person_id: page.me.id, starts_at: page.beginning(), status: "PLANNED" }
                             : ({})
    }

    actions: IconButton {
        objectName: "cancelPlan"
        visible: !page.isNew && page.record.status === "PLANNED"
        symbol: "trash"
        text: qsTr("Cancel the visit")
        onClicked: page.cancel()
    }
    banner: RecoveredBanner { draft: draft }

    Card {
        padding: 0
        visible: customer.exists
        ListRow {
            objectName: "planCustomer"
            title: customer.title
            titleWraps: true
            subtitle: page.at.address ? Format.address(page.at.address) : ""
            avatar: customer.title
            recordState: page.isNew ? "" : plan.state
            divided: false
            opens: true
            onClicked: Navigation.open("CustomerPage", { customerId: customer.recordId })
        }
    }
    Card {
        spacing: Theme.space.medium
        DateTimeField {
            objectName: "planStart"
            label: qsTr("Day and time")
            value: page.typed.starts_at
            error: page.errors.starts_at ?? ""
            minimum: page.isNew ? App.now() : undefined
            enabled: page.open
            format: ms => Format.dateTime(ms)
            onChosen: value => draft.set("starts_at", value)
        }
        FormField {
            objectName: "planPurpose"
            draft: draft
            path: "purpose"
            enabled: page.open
        }
    }
    Banner {
        visible: text !== ""
        kind: "warning"
        text: page.errors[""] ?? ""
    }
    Banner {
        visible: !page.open
        text: page.record.status === "DONE" ? qsTr("This visit was made.") : qsTr("This visit is off the plan.")
    }

    footer: [
        Button {
            objectName: "savePlan"
            Layout.fillWidth: true
            visible: page.open && (page.isNew || draft.dirty)
            kind: "primary"
            symbol: "check"
            text: page.isNew ? qsTr("Plan it") : qsTr("Save")
            busy: draft.saving
            enabled: draft.valid
            onClicked: page.save()
        },
        Button {
            objectName: "checkInPlan"
            Layout.fillWidth: true
            visible: !page.isNew && page.open && !draft.dirty
            kind: "primary"
            symbol: "visit"
            text: qsTr("Check in")
            busy: page.busy
            onClicked: page.checkIn()
        }
    ]
}
