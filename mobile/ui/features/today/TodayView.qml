import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The day as a list: what comes next, then everything else by section.
ListView {
    id: view

    property var next: null              // the row that comes next, or null
    property string nextBy: "time"       // or "distance"
    property bool nearestKnown: false    // distances are known, and there is a choice
    property string runningId            // the visit that runs; empty: none
    property bool touched: false
    readonly property real headHeight: headerItem?.height ?? 0

    signal checkInRequested(var row)
    signal nextByChosen(string by)

    objectName: "today"
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    bottomMargin: Theme.space.large
    T.ScrollBar.vertical: ScrollBar {}
    // The head grows as its contents are read: until somebody scrolls, the top stays in sight.
    onOriginYChanged: if (!touched) positionViewAtBeginning()
    onMovementStarted: touched = true
    header: NextVisit {}
    section.property: "section"
    section.delegate: TodaySection {}
    delegate: TodayRow {}
}
