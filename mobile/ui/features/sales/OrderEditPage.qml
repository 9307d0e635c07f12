import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features

DocumentEditPage {
    id: page

    property alias orderId: page.documentId

    objectName: "orderEditPage"
    kind: "order"
    title: documentId !== "" ? qsTr("Change order") : copyOf !== "" ? qsTr("Order again") : qsTr("New order")
    onSaved: id => {
        if (page.documentId === "")
            Navigation.replace("OrderPage", { orderId: id })
        else
            Navigation.back()
    }

    details: [
        DateField {
            objectName: "requestedAt"
            label: qsTr("Wished delivery")
            value: page.draft.requestedAt > 0 ? page.draft.requestedAt : undefined
            minimum: App.now()
            clearable: true
            format: ms => Format.date(ms)
            onChosen: value => page.draft.requestedAt = value ?? 0
        },
        TextArea {
            objectName: "orderNotes"
            label: qsTr("Notes for the back office")
            maximumLength: 2000
            text: page.draft.notes
            onEdited: text => page.draft.notes = text
        }
    ]
}
