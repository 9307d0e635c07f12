import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features

DocumentEditPage {
    id: page

    property alias quoteId: page.documentId

    objectName: "quoteEditPage"
    kind: "quote"
    title: documentId !== "" ? qsTr("Change quote") : qsTr("New quote")
    onSaved: id => {
        if (page.documentId === "")
            Navigation.replace("QuotePage", { quoteId: id })
        else
            Navigation.back()
    }

    details: [
        DateField {
            objectName: "validUntil"
            label: qsTr("Valid until")
            value: page.draft.validUntil > 0 ? page.draft.validUntil : undefined
            minimum: App.now()
            clearable: true
            format: ms => Format.date(ms)
            onChosen: value => page.draft.validUntil = value ?? 0
        },
        TextArea {
            objectName: "terms"
            label: qsTr("Terms")
            helper: qsTr("Delivery, payment and what else is agreed")
            maximumLength: 2000
            text: page.draft.terms
            onEdited: text => page.draft.terms = text
        }
    ]
}
