pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Somebody who works at a customer.
AppScrollPage {
    id: page

    property string contactId
    readonly property var record: contact.record ?? {}
    readonly property var joined: contact.joined

    title: qsTr("Contact")
    actions: IconButton {
        objectName: "editContact"
        visible: contact.exists && contact.mayEdit("name")
        symbol: "edit"
        text: qsTr("Edit")
        onClicked: Navigation.open("ContactEditPage", { contactId: page.contactId })
    }

    Reach { id: reach }
    RecordItem {
        id: contact
        recordId: page.contactId
        joins: ["customer_id", "superior_id"]
    }

    RowLayout {
        visible: contact.exists
        spacing: Theme.space.medium
        Avatar {
            name: contact.title
            size: 64
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space.hair
            Label {
                Layout.fillWidth: true
                text: contact.title
                font: Theme.fonts.title
                wraps: true
                Accessible.role: Accessible.Heading
            }
            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: page.record.title ?? ""
                muted: true
                wraps: true
            }
            StateMark { value: contact.state }
        }
    }
    Card {
        padding: 0
        spacing: 0
        visible: contact.exists
        ListRow {
            objectName: "contactCustomer"
            symbol: "customers"
            title: page.joined.customer_id?.title ?? ""
            opens: true
            divided: phones.count + mails.count > 0
            onClicked: Navigation.open("CustomerPage", { customerId: page.record.customer_id })
        }
        Repeater {
            id: phones
            model: page.record.phones ?? []
            delegate: ListRow {
                required property var modelData
                required property int index
                objectName: "callContact:" + index
                symbol: "phone"
                title: Format.phone(modelData.number)
                subtitle: modelData.kind ? Schema.valueLabel("contact", "phones/kind", modelData.kind) : ""
                meta: qsTr("Call")
                divided: index < phones.count - 1 || mails.count > 0
                onClicked: reach.call(modelData.number)
            }
        }
        Repeater {
            id: mails
            model: page.record.mails ?? []
            delegate: ListRow {
                required property var modelData
                required property int index
                objectName: "mailContact:" + index
                symbol: "mail"
                title: modelData.address
                meta: qsTr("Write")
                divided: index < mails.count - 1
                onClicked: reach.mail(modelData.address)
            }
        }
    }
    Card {
        visible: contact.exists && (facts.told.length > 0 || superior.value !== "")
        RecordFacts {
            id: facts
            type: "contact"
            record: page.record
            paths: ["decision_role", "closeness", "birthday", "preferences"]
        }
        KeyValueRow {
            id: superior
            visible: value !== ""
            label: Schema.label("contact", "superior_id")
            value: page.joined.superior_id?.title ?? ""
        }
    }
    EmptyState {
        visible: !contact.exists && !contact.loading
        symbol: "person"
        title: qsTr("This contact is not on this device")
    }
}
