import QtQuick
import Fieldfare.App
import Fieldfare.Components

// A customer in a list: who, where, how important, and what the list is sorted by.
ListRow {
    id: row

    required property var model
    property string order: "name"

    function about(): string {
        const record = model.record
        return [record.address?.city, record.tier ? qsTr("Tier %1").arg(Schema.valueLabel("customer", "tier", record.tier)) : "",
                record.lifecycle ? Schema.valueLabel("customer", "lifecycle", record.lifecycle) : ""]
               .filter(each => each).join(" · ")
    }

    function told(): string {
        const record = model.record
        if (order === "next_follow_up_at")
            return record.next_follow_up_at ? Format.day(record.next_follow_up_at) : ""
        return record.last_contact_at ? Format.ago(record.last_contact_at) : ""
    }

    objectName: "customer:" + model.recordId
    avatar: model.title
    title: model.title
    subtitle: about()
    meta: told()
    recordState: model.state
}
