pragma Singleton

import QtQuick

// The gallery's groups: `name` is the file <Name>Group.qml and the picture's name.
QtObject {
    readonly property var all: [
        { name: "look", title: qsTr("Colours and type"), file: "LookGroup.qml" },
        { name: "icons", title: qsTr("Icons"), file: "IconsGroup.qml" },
        { name: "buttons", title: qsTr("Buttons"), file: "ButtonsGroup.qml" },
        { name: "fields", title: qsTr("Fields"), file: "FieldsGroup.qml" },
        { name: "pickers", title: qsTr("Pickers"), file: "PickersGroup.qml" },
        { name: "choices", title: qsTr("Choices"), file: "ChoicesGroup.qml" },
        { name: "lists", title: qsTr("Lists"), file: "ListsGroup.qml" },
        { name: "marks", title: qsTr("Marks"), file: "MarksGroup.qml" },
        { name: "feedback", title: qsTr("Feedback"), file: "FeedbackGroup.qml" },
        { name: "sheet", title: qsTr("Sheet"), file: "SheetGroup.qml" },
        { name: "dialog", title: qsTr("Dialog"), file: "DialogGroup.qml" },
        { name: "layout", title: qsTr("Layout"), file: "LayoutGroup.qml" },
        { name: "tablet", title: qsTr("Tablet"), file: "TabletGroup.qml" },
        { name: "work", title: qsTr("Work"), file: "WorkGroup.qml" }
    ]
}
