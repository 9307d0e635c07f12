import QtQuick
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// One visit in a day's list: customer, times, outcome, how far from the customer, and what the review says.
ListRow {
    id: row

    required property string visitId
    required property string customer
    required property string person
    required property var checkInAt      // epoch ms; 0: not yet
    required property var checkOutAt
    required property int distanceM      // -1: unknown
    required property bool mock
    required property string outcome
    required property int photos
    required property int rating         // 0: not reviewed
    required property string state

    readonly property DayWords words: DayWords {}

    title: customer
    subtitle: checkOutAt > 0 ? VisitWords.outcome(outcome).label : qsTr("Still there")
    note: {
        const parts = [words.place(distanceM, mock)]
        if (photos > 0)
            parts.push(qsTr("%n photo(s)", "", photos))
        return parts.join(" · ")
    }
    meta: words.times(checkInAt, checkOutAt)
    recordState: state
    symbol: checkOutAt > 0 ? VisitWords.outcome(outcome).symbol : "clock"
    tone: mock || distanceM > words.far ? "warning" : outcome === "" ? "neutral" : "success"

    Mark {
        visible: row.rating > 0
        text: qsTr("%1 of 5").arg(row.rating)
        symbol: "star-filled"
        tone: "accent"
    }
}
