import QtQuick
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features

// One thing of the day: a planned visit, a follow-up, a birthday.
ListRow {
    id: row

    required property var model
    readonly property bool isPlan: model.kind === "plan"
    readonly property var view: ListView.view

    objectName: model.kind + ":" + model.recordId
    symbol: model.done ? "approve" : ({ plan: "clock", task: "task", birthday: "birthday" })[model.kind] ?? "calendar"
    tone: model.done ? "success" : model.section === "overdue" ? "warning" : model.kind === "birthday" ? "accent" : "info"
    title: model.title
    subtitle: model.subtitle
    note: model.distance >= 0 ? Format.distance(model.distance) : ""
    meta: model.at ? isPlan ? Format.time(model.at) : Format.day(model.at) : ""
    recordState: model.state
    opens: !isPlan || model.done
    onClicked: {
        if (model.kind === "birthday")
            Navigation.show("ContactPage", { contactId: model.recordId })
        else if (model.kind === "task")
            Navigation.show("TaskEditPage", { taskId: model.recordId })
        else if (isPlan)
            Navigation.show("PlanVisitPage", { planId: model.recordId })
        else
            Navigation.show("CustomerPage", { customerId: model.customerId })
    }

    IconButton {
        objectName: "checkIn:" + row.model.recordId
        visible: row.isPlan && !row.model.done
        symbol: "visit"
        text: qsTr("Check in at %1").arg(row.title)
        onClicked: row.view.checkInRequested(row.model)
    }
}
