import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Whose document it is, what it comes to and where it stands; a tap on the customer leads there.
Card {
    id: head

    required property RecordItem item
    property string type: "quote"

    readonly property var record: item.record
    readonly property var joined: item.joined
    readonly property var customer: joined.customer_id

    ListRow {
        objectName: "documentCustomer"
        Layout.leftMargin: -Theme.space.large
        Layout.rightMargin: -Theme.space.large
        Layout.topMargin: -Theme.space.small
        visible: head.customer !== undefined
        title: head.customer?.title ?? ""
        subtitle: head.customer?.record?.address?.city ?? ""
        avatar: title
        titleWraps: true
        divided: false
        opens: true
        onClicked: Navigation.open("CustomerPage", { customerId: head.record.customer_id })
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.space.small
        DocumentStatusMark {
            objectName: "documentStatusMark"
            type: head.type
            status: head.record.status
        }
        StateMark { value: head.item.state }
    }
    Label {
        objectName: "documentGross"
        Layout.fillWidth: true
        visible: text !== ""
        text: DocumentWords.money(head.record.totals?.gross)
        font: Theme.fonts.display
        fontSizeMode: Text.HorizontalFit    // an amount is shown whole or not at all
        minimumPixelSize: Theme.fonts.body.pixelSize
        Accessible.name: qsTr("Total: %1").arg(text)
    }
}
