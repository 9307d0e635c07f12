import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Features

// Somebody who works at a customer: new, or changed.
RecordFormPage {
    id: page

    property string contactId
    property string customerId           // of a new one

    title: contactId === "" ? qsTr("New contact") : qsTr("Edit contact")
    saveText: qsTr("Save contact")
    draft: RecordDraft {
        type: "contact"
        recordId: page.contactId
        defaults: ({ customer_id: page.customerId })
    }
    onSaved: {
        Navigation.back()
        Navigation.toast(qsTr("Saved on this device"))
    }

    FormField { draft: page.draft; path: "name" }
    FormField { draft: page.draft; path: "title" }
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
    FormField { draft: page.draft; path: "decision_role" }
    FormField { draft: page.draft; path: "closeness" }
    FormField { draft: page.draft; path: "birthday" }
    FormField {
        draft: page.draft
        path: "superior_id"
        filters: [{ column: "customer_id", is: "equal", value: page.draft.values.customer_id ?? page.customerId }]
    }
    FormField { draft: page.draft; path: "preferences" }
}
