import QtQuick
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features

// A customer as a list: the head with its tabs, then the rows of the chosen one, or the details below it.
ListView {
    id: view

    required property RecordItem item
    required property CustomerLists lists
    property string tab: "details"
    readonly property real headHeight: headerItem?.height ?? 0
    property bool touched: false

    signal tabChosen(string tab)
    signal addRequested(string what)     // as CustomerPage's act()

    objectName: "customerParts"
    boundsBehavior: Flickable.StopAtBounds
    bottomMargin: 88                     // below the floating action
    model: lists.of(tab) ?? 0
    T.ScrollBar.vertical: ScrollBar {}
    // The head grows as its contents are read: until somebody scrolls, the top stays in sight.
    onOriginYChanged: if (!touched) positionViewAtBeginning()
    onMovementStarted: touched = true
    header: CustomerHeader {}
    footer: CustomerFooter {}
    delegate: CustomerPartRow {}
}
