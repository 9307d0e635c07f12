import QtQuick
import Fieldfare.App
import Fieldfare.Features

// Something to do at a customer: new, or changed.
RecordFormPage {
    id: page

    readonly property var person: Session.person
    property string taskId
    property string customerId           // of a new one

    title: taskId === "" ? qsTr("New task") : qsTr("Task")
    saveText: qsTr("Save task")
    mainPath: "title"
    draft: RecordDraft {
        type: "task"
        recordId: page.taskId
        defaults: ({ customer_id: page.customerId, assignee_id: page.person.id, status: "OPEN" })
    }
    onSaved: {
        Navigation.back()
        Navigation.toast(qsTr("Saved on this device"))
    }

    FormField { draft: page.draft; path: "title" }
    FormField { draft: page.draft; path: "due_at" }
    FormField { draft: page.draft; path: "remind_at" }
    FormField { draft: page.draft; path: "assignee_id" }
    FormField { draft: page.draft; path: "status"; visible: page.taskId !== "" }
}
