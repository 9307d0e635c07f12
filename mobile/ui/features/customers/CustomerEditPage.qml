import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A new customer, or changes to one.
RecordFormPage {
    id: page

    readonly property var person: Session.person
    property string customerId

    title: customerId === "" ? qsTr("New customer") : qsTr("Edit customer")
    saveText: qsTr("Save customer")
    draft: RecordDraft {
        type: "customer"
        recordId: page.customerId
        defaults: ({ owner_id: page.person.id, lifecycle: "LEAD" })
    }
    onSaved: id => {
        if (customerId === "")
            Navigation.replace("CustomerPage", { customerId: id })
        else
            Navigation.back()
        Navigation.toast(qsTr("Saved on this device"))
    }

    FormField { draft: page.draft; path: "name" }
    GridLayout {
        Layout.fillWidth: true
        columns: width < 400 * Theme.textScale ? 1 : 2
        columnSpacing: Theme.space.medium
        rowSpacing: Theme.space.large
        FormField { draft: page.draft; path: "tier" }
        FormField { draft: page.draft; path: "lifecycle"; clearable: false }
        FormField { draft: page.draft; path: "kind" }
        FormField { draft: page.draft; path: "industry" }
    }
    FormField { draft: page.draft; path: "tags" }
    ItemsField {
        draft: page.draft
        path: "phones"
        entry: "number"
        kind: "kind"
        symbol: "phone"
        addText: qsTr("Add phone")
        hints: Qt.ImhDialableCharactersOnly
    }
    ItemsField {
        draft: page.draft
        path: "mails"
        entry: "address"
        symbol: "mail"
        addText: qsTr("Add mail")
        hints: Qt.ImhEmailCharactersOnly
    }
    SectionHeader { text: Schema.label("customer", "address") }
    AddressFields { draft: page.draft }
    PositionField { draft: page.draft }
    SectionHeader { text: qsTr("Business") }
    FormField { draft: page.draft; path: "potential"; helper: qsTr("What they could buy in a year") }
    FormField { draft: page.draft; path: "next_follow_up_at" }
    FormField { draft: page.draft; path: "payment_terms" }
    FormField { draft: page.draft; path: "price_list_id" }
    FormField { draft: page.draft; path: "tax_id" }
    FormField { draft: page.draft; path: "source" }
    FormField { draft: page.draft; path: "notes" }
}
