pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Another day or time for a planned visit: the usual ones at a tap, or any.
Sheet {
    id: sheet

    required property VisitDesk desk
    property string planId
    property string customer
    property real startsAt: 0
    property string error

    readonly property var offers: Pick.fitting([
        { label: qsTr("An hour later"), at: startsAt + 3600000, fits: startsAt + 3600000 > App.now() },
        { label: qsTr("Tomorrow"), at: sameTime(1), fits: true },
        { label: qsTr("In two days"), at: sameTime(2), fits: true },
        { label: qsTr("In a week"), at: sameTime(7), fits: true }
    ])

    signal moved()

    function show(plan: PlanCard) {
        ask(plan.recordId, plan.customer, plan.record.starts_at)
    }

    function ask(id: string, name: string, at: real) {
        planId = id
        customer = name
        startsAt = at
        error = ""
        open()
    }

    // The plan's time of day, so many days from today.
    function sameTime(days: int): real {
        const at = new Date(startsAt)
        const today = new Date(App.now())
        return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, at.getHours(), at.getMinutes()).getTime()
    }

    function move(to: real) {
        const before = startsAt
        const id = planId
        desk.reschedule(id, to, (result, fault) => {
            if (fault) {
                sheet.error = fault.message
                return
            }
            sheet.close()
            sheet.moved()
            Navigation.toast(qsTr("Moved to %1.").arg(Format.dateTime(to)), qsTr("Undo"),
                             () => sheet.desk.reschedule(id, before, () => {}))
        })
    }

    title: qsTr("Move the visit")

    Label {
        Layout.fillWidth: true
        text: qsTr("%1, now %2").arg(sheet.customer).arg(Format.dateTime(sheet.startsAt))
        muted: true
        wraps: true
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.space.small
        Repeater {
            model: sheet.offers
            delegate: Button {
                required property var modelData
                required property int index

                objectName: "moveTo-" + index
                text: modelData.label
                onClicked: sheet.move(modelData.at)
            }
        }
    }
    DateTimeField {
        objectName: "moveToOther"
        label: qsTr("Another day or time")
        value: sheet.startsAt
        minimum: App.now()
        format: ms => Format.dateTime(ms)
        onChosen: value => sheet.move(value)
    }
    Label {
        Layout.fillWidth: true
        visible: sheet.error !== ""
        text: sheet.error
        color: Theme.colors.danger
        wraps: true
        Accessible.role: Accessible.AlertMessage
    }
}
