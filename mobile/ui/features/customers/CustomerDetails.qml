import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Everything else that is known of a customer.
ColumnLayout {
    id: details

    property RecordItem item: null
    readonly property var record: item?.record ?? {}

    spacing: Theme.space.medium

    Card {
        Layout.margins: Theme.space.large
        Layout.bottomMargin: 0
        KeyValueRow {
            label: Schema.label("customer", "owner_id")
            value: details.item?.joined?.owner_id?.title ?? ""
            empty: qsTr("Nobody yet")
        }
        RecordFacts {
            type: "customer"
            record: details.record
            paths: ["kind", "industry", "last_contact_at", "next_follow_up_at", "source", "potential"]
        }
    }
    Card {
        Layout.margins: Theme.space.large
        Layout.topMargin: 0
        Layout.bottomMargin: 0
        visible: terms.told.length > 0 || list.value !== ""
        RecordFacts {
            id: terms
            type: "customer"
            record: details.record
            paths: ["payment_terms", "credit_limit", "arrears", "tax_id"]
        }
        KeyValueRow {
            id: list
            visible: value !== ""
            label: Schema.label("customer", "price_list_id")
            value: details.item?.joined?.price_list_id?.title ?? ""
        }
    }
    Card {
        Layout.margins: Theme.space.large
        Layout.topMargin: 0
        visible: (details.record.notes ?? "") !== ""
        SectionHeader { text: Schema.label("customer", "notes") }
        Label {
            Layout.fillWidth: true
            text: details.record.notes ?? ""
            wraps: true
        }
    }
}
