pragma Singleton

import QtQuick
import Fieldfare.App

// What the outcomes of a visit and the states of a plan are called and look like; days as ranges of time.
QtObject {
    id: words

    readonly property var outcomes: [
        { value: "ORDER", label: qsTr("Order"), symbol: "order", tone: "success" },
        { value: "QUOTE", label: qsTr("Quote"), symbol: "quote", tone: "success" },
        { value: "FOLLOW_UP", label: qsTr("Follow up"), symbol: "calendar", tone: "info" },
        { value: "NO_INTEREST", label: qsTr("No interest"), symbol: "decline", tone: "neutral" },
        { value: "NOT_MET", label: qsTr("Nobody met"), symbol: "person", tone: "neutral" }
    ]

    function outcome(value: var): var {
        return outcomes.find(each => each.value === value) ?? { value: "", label: qsTr("No outcome"), symbol: "visit", tone: "neutral" }
    }

    // Local midnight of a moment, and of as many days later.
    function dayStart(ms: real, later: int): real {
        const at = new Date(ms)
        return new Date(at.getFullYear(), at.getMonth(), at.getDate() + later).getTime()
    }

    function within(column: string, day: real): var {
        return [{ column: column, is: "at_least", value: dayStart(day, 0) },
                { column: column, is: "below", value: dayStart(day, 1) }]
    }

    // How long somebody stayed.
    function lasted(from: var, to: var): string {
        if (!from || !to)
            return ""
        const minutes = Math.max(0, Math.round((to - from) / 60000))
        if (minutes < 60)
            return qsTr("%n min", "", minutes)
        return qsTr("%1 h %2 min").arg(Math.floor(minutes / 60)).arg(minutes % 60)
    }

    // Where a presence was, in words: how far from the customer, and how sure that is.
    function place(presence: var): string {
        if (!presence?.position)
            return qsTr("No position was known")
        const accuracy = presence.position.accuracy_mm
        const sure = accuracy === undefined ? qsTr("accuracy unknown") : qsTr("within %1").arg(Format.distance(accuracy / 1000))
        return presence.distance_m === undefined ? qsTr("Position %1").arg(sure)
                                                 : qsTr("%1 from the customer, %2").arg(Format.distance(presence.distance_m)).arg(sure)
    }
}
