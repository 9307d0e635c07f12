import QtQuick
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features

// A contact, plan, visit, quote, order or task of a customer, in the list of them. A tap opens it.
ListRow {
    id: row

    required property var model
    readonly property string type: model.type
    readonly property var record: model.record
    readonly property bool isTask: type === "task"

    function label(path: string): string {
        return record[path] ? Schema.valueLabel(type, path, record[path]) : ""
    }

    function heading(): string {
        if (type === "visit")
            return record.check_in ? Format.dateTime(record.check_in.at) : qsTr("Visit")
        if (type === "visit_plan")
            return Format.day(record.starts_at) + " " + Format.time(record.starts_at)
        return model.title
    }

    function about(): string {
        switch (type) {
        case "contact": return [record.title, record.phones?.[0]?.number].filter(each => each).join(" · ")
        case "visit": return [record.check_out ? label("outcome") : qsTr("Still running"), record.purpose].filter(each => each).join(" · ")
        case "visit_plan": return [record.purpose, model.joined.person_id?.title].filter(each => each).join(" · ")
        case "quote":
        case "order": return label("status")
        case "task": return [record.due_at ? Format.day(record.due_at) : "", model.joined.assignee_id?.title].filter(each => each).join(" · ")
        }
        return ""
    }

    function finish() {
        Records.edit(model.recordId, { status: "DONE" }, (result, fault) => {
            if (fault)
                Navigation.explain(fault)
        })
    }

    objectName: type + ":" + model.recordId
    title: heading()
    subtitle: about()
    note: type === "visit" ? record.notes ?? "" : ""
    meta: record.totals?.gross ? Format.money(record.totals.gross.minor, record.totals.gross.currency)
        : type === "visit" ? model.joined.author_id?.title ?? "" : ""
    avatar: type === "contact" ? model.title : ""
    symbol: ({ visit: "visit", visit_plan: "calendar", quote: "quote", order: "order", task: "task" })[type] ?? ""
    tone: isTask && record.status === "DONE" ? "success" : "neutral"
    recordState: model.state
    opens: !isTask
    onClicked: Navigation.openRecord(type, model.recordId)

    IconButton {
        visible: row.isTask
        enabled: row.record.status !== "DONE"
        symbol: row.record.status === "DONE" ? "approve" : "check"
        text: row.record.status === "DONE" ? qsTr("Done") : qsTr("Mark as done")
        onClicked: row.finish()
    }
}
