import QtQuick
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features

// A record of any type that the search found.
ListRow {
    required property var model

    objectName: "found:" + model.recordId
    symbol: ({ customer: "customers", contact: "person", visit: "visit", visit_plan: "calendar", quote: "quote", order: "order",
               product: "tag", task: "task", person: "team" })[model.type] ?? "search"
    title: model.title
    subtitle: model.joined.customer_id?.title ?? FieldText.of("customer", "address", model.record.address)
    recordState: model.state
    opens: Navigation.pageOf(model.type, model.recordId) !== null
    onClicked: Navigation.openRecord(model.type, model.recordId)
}
