import QtQuick
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features

// One customer: how to reach them, what is known, who works there, what happened.
AppPage {
    id: page

    property string customerId
    property string tab: "details"

    readonly property var person: Session.person
    readonly property var record: customer.record ?? {}
    readonly property var may: creating.may

    function checkIn() {
        desk.checkIn(customerId, "", (visitId, fault) => {
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.open("VisitPage", { visitId: visitId })
        })
    }

    function act(what: string) {
        switch (what) {
        case "quote": Navigation.open("QuoteEditPage", { customerId: customerId }); break
        case "order": Navigation.open("OrderEditPage", { customerId: customerId }); break
        case "plan": Navigation.open("PlanVisitPage", { customerId: customerId }); break
        case "contact": Navigation.open("ContactEditPage", { customerId: customerId }); break
        case "task": Navigation.open("TaskEditPage", { customerId: customerId }); break
        case "claim": claim(); break
        case "handover": Navigation.open("ReassignPage", { fromId: record.owner_id ?? "none", chosen: { [customerId]: true } }); break
        case "erase": erase(); break
        }
    }

    function claim() {
        Records.edit(customerId, { owner_id: person.id }, (result, fault) => {
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.toast(qsTr("Yours now, unless somebody was faster"))
        })
    }

    function erase() {
        Navigation.confirm({
            title: qsTr("Delete %1?").arg(customer.title), action: qsTr("Delete"), danger: true,
            losses: [qsTr("The customer, with contacts, visits, quotes and orders, goes from every device.")]
        }, () => Records.erase(page.customerId, (result, fault) => {
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.back()
        }))
    }

    title: list.contentY > list.headHeight / 2 ? customer.title : qsTr("Customer")
    actions: [
        IconButton {
            objectName: "editCustomer"
            visible: customer.exists && !customer.locked && customer.mayEdit("name")
            symbol: "edit"
            text: qsTr("Edit")
            onClicked: Navigation.open("CustomerEditPage", { customerId: page.customerId })
        },
        IconButton {
            objectName: "moreForCustomer"
            visible: customer.exists
            symbol: "more"
            text: qsTr("More")
            onClicked: menu.open()
        }
    ]
    floating: FloatingAction {
        objectName: "checkIn"
        visible: customer.exists && (page.may.visit ?? false)
        symbol: "visit"
        text: qsTr("Check in")
        onClicked: page.checkIn()
    }

    RecordItem {
        id: customer
        recordId: page.customerId
        joins: ["owner_id", "price_list_id"]
    }
    VisitDesk { id: desk }
    Creating {
        id: creating
        under: page.customerId
    }
    CustomerLists {
        id: parts
        customerId: page.customerId
        may: page.may
    }

    CustomerView {
        id: list
        anchors.fill: parent
        visible: customer.exists
        item: customer
        lists: parts
        tab: page.tab
        onTabChosen: tab => page.tab = tab
        onAddRequested: what => page.act(what)
    }
    ListCover {
        anchors.fill: parent
        visible: !customer.exists
        list: ({ count: 0, loaded: !customer.loading, fault: null })
        symbol: "customers"
        title: qsTr("This customer is not on this device")
        text: qsTr("It was deleted, or somebody else looks after it now.")
    }

    Menu {
        id: menu
        objectName: "customerMenu"
        title: customer.title
        items: [
            ...(page.may.visit_plan ? [{ value: "plan", label: qsTr("Plan a visit"), symbol: "calendar" }] : []),
            ...(page.may.quote ? [{ value: "quote", label: qsTr("New quote"), symbol: "quote" }] : []),
            ...(page.may.order ? [{ value: "order", label: qsTr("New order"), symbol: "order" }] : []),
            ...(page.may.contact ? [{ value: "contact", label: qsTr("New contact"), symbol: "person" }] : []),
            ...(page.may.task ? [{ value: "task", label: qsTr("New task"), symbol: "task" }] : []),
            ...(page.record.owner_id ? [] : [{ value: "claim", label: qsTr("Take this customer"), symbol: "handover" }]),
            ...(Session.isManager ? [{ value: "handover", label: qsTr("Hand over"), symbol: "handover" }] : []),
            ...(customer.mayErase ? [{ value: "erase", label: qsTr("Delete"), symbol: "trash", dangerous: true }] : [])
        ]
        onChosen: value => page.act(value)
    }
}
