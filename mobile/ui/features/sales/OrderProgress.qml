pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// How far an order has come, up to the ERP's number and the invoice, or why it went no further.
Card {
    id: progress

    required property var record
    property string sendState            // see StateMark

    readonly property string status: record.status ?? ""
    readonly property bool stopped: status === "REJECTED" || status === "CANCELLED"
    readonly property var way: ["SUBMITTED", "ACCEPTED", "SHIPPED", "INVOICED"]
    // Steps that are done, and the last of them that a stopped order came to.
    readonly property int done: status === "CLOSED" ? way.length : stopped ? (record.erp_number ? 2 : record.submitted_at ? 1 : 0)
                                                    : way.indexOf(status) + 1
    readonly property var shown: stopped ? [...way.slice(0, done), status] : status === "DRAFT" ? [] : way

    function timeOf(step: string): string {
        if (step === "SUBMITTED")
            return record.submitted_at ? Format.dateTime(record.submitted_at) : ""
        return step === "ACCEPTED" && record.erp_number ? record.erp_number : ""
    }

    function wordsOf(step: string): string {
        if (step === "SUBMITTED" && sendState === "waiting" && done === 1)
            return qsTr("On this device; it goes to the back office with the next sync")
        if (step === status)
            return record.status_reason ?? ""
        return ""
    }

    objectName: "orderProgress"
    spacing: 0

    Label {
        Layout.fillWidth: true
        visible: progress.status === "DRAFT"
        text: qsTr("Not submitted yet: only you and your manager see it.")
        font: Theme.fonts.label
        muted: true
        wraps: true
    }
    Repeater {
        model: progress.shown
        delegate: TimelineItem {
            required property string modelData
            required property int index

            readonly property bool isDone: index < progress.done
            readonly property bool isEnd: progress.stopped && index === progress.shown.length - 1
            readonly property var look: DocumentWords.look("order", modelData)

            first: index === 0
            last: index === progress.shown.length - 1
            title: isDone || isEnd ? look.text : qsTr("%1: not yet").arg(look.text)
            time: progress.timeOf(modelData)
            subtitle: progress.wordsOf(modelData)
            symbol: isEnd ? look.symbol : isDone ? "check" : look.symbol
            tone: isEnd ? look.tone : isDone ? "success" : "neutral"
        }
    }
}
