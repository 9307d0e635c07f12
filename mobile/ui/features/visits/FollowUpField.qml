pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// When to come back: the usual days at a tap, or any day. The value is a day at nine in the morning, ms.
FieldFrame {
    id: field

    property var value
    readonly property bool empty: value === undefined || value === null

    readonly property var offers: [
        { label: qsTr("Tomorrow"), days: 1 }, { label: qsTr("In a week"), days: 7 },
        { label: qsTr("In two weeks"), days: 14 }, { label: qsTr("In a month"), days: 30 }
    ]

    signal chosen(var value)

    function after(days: int): real {
        return VisitWords.dayStart(App.now(), days) + 9 * 3600000
    }

    label: qsTr("Follow up on")

    Flow {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.space.small
        spacing: Theme.space.small
        Repeater {
            model: field.offers
            delegate: Chip {
                required property var modelData

                objectName: "followUpIn-" + modelData.days
                text: modelData.label
                marked: !field.empty && VisitWords.dayStart(field.value, 0) === VisitWords.dayStart(App.now(), modelData.days)
                onClicked: field.chosen(marked ? undefined : field.after(modelData.days))
            }
        }
    }
    DateField {
        objectName: "followUpDay"
        name: field.label
        value: field.empty ? undefined : field.value
        minimum: VisitWords.dayStart(App.now(), 0)
        clearable: true
        placeholder: qsTr("Another day")
        format: ms => Format.date(ms)
        onChosen: value => field.chosen(value === undefined ? undefined : value + 9 * 3600000)
    }
}
