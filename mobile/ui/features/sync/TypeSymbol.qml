import QtQuick

// The icon of a type of record.
QtObject {
    property string type
    readonly property string name: ({ customer: "customers", contact: "person", visit: "visit", visit_plan: "calendar",
                                      quote: "quote", order: "order", task: "task", file: "photo",
                                      approval: "approve" })[type] ?? "note"
}
