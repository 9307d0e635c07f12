pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Another record, chosen from a list that can be searched.
FieldFrame {
    id: field

    property string type
    property var filters: []
    property string value                // the record's id; empty: none

    signal chosen(var value)             // an id, or undefined when it was cleared

    function focusIn() { control.forceActiveFocus() }

    RecordItem {
        id: present
        recordId: field.value
    }
    FieldButton {
        id: control
        Layout.fillWidth: true
        name: field.label
        text: field.value === "" ? "" : present.title
        placeholder: qsTr("Choose")
        error: field.error
        clearable: !field.required
        onClicked: sheet.open()
        onCleared: field.chosen(undefined)
    }
    Sheet {
        id: sheet

        title: field.label
        onOpened: search.focusIn()

        SearchField {
            id: search
            objectName: "searchRecords"
        }
        ListView {
            Layout.fillWidth: true
            Layout.leftMargin: -Theme.space.large
            Layout.rightMargin: -Theme.space.large
            Layout.preferredHeight: 360
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: RecordList {
                id: records
                type: field.type
                filters: field.filters
                search: search.text
                active: sheet.opened
            }
            delegate: ListRow {
                required property var model
                objectName: "choose:" + model.recordId
                avatar: model.title
                title: model.title
                selected: model.recordId === field.value
                onClicked: {
                    field.chosen(model.recordId)
                    sheet.close()
                }
            }
            ListCover {
                anchors.fill: parent
                list: records
                title: qsTr("Nothing to choose")
                symbol: "search"
            }
        }
    }
}
