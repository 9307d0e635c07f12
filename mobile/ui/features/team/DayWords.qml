import QtQuick
import Fieldfare.App

// How a visit of the day is said to its manager: the same in the list and in the review.
QtObject {
    readonly property int far: 300       // metres from the customer, from here on worth a look

    function place(distanceM: int, mock: bool): string {
        if (mock)
            return qsTr("Simulated position")
        if (distanceM < 0)
            return qsTr("Position unknown")
        return distanceM > far ? qsTr("%1 away from the customer").arg(Format.distance(distanceM))
                               : qsTr("At the customer, %1").arg(Format.distance(distanceM))
    }

    function times(from: real, to: real): string {
        if (from <= 0)
            return ""
        return to > 0 ? qsTr("%1 to %2").arg(Format.time(from)).arg(Format.time(to)) : qsTr("since %1").arg(Format.time(from))
    }

    function minutes(from: real, to: real): string {
        if (from <= 0 || to <= from)
            return ""
        const all = Math.round((to - from) / 60000)
        return all < 60 ? qsTr("%n minute(s)", "", all) : qsTr("%1 h %2 min").arg(Math.floor(all / 60)).arg(all % 60)
    }
}
