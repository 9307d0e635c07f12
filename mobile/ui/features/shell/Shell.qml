pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The frame of a person at work: their places, the pages in them, and what is said over them.
FocusScope {
    id: shell

    readonly property bool wide: width >= Theme.twoColumns
    readonly property var places: Session.isManager ? Pages.placesOfManager : Pages.placesOfRep
    readonly property var items: places.map(place => ({
        value: place.value, label: labelOf(place.value), symbol: place.symbol, count: countOf(place.value)
    }))
    property string place: places[0].value
    property PlaceStack stack: null
    readonly property var keyboard: Qt.inputMethod     // on a phone it takes the bar's room

    function labelOf(place: string): string {
        switch (place) {
        case "today": return qsTr("Today")
        case "customers": return qsTr("Customers")
        case "visits": return qsTr("Visits")
        case "sales": return qsTr("Sales")
        case "team": return qsTr("Team")
        case "approvals": return qsTr("Approvals")
        case "versions": return qsTr("Versions")
        }
        return qsTr("More")
    }

    function countOf(place: string): int {
        if (place === "versions")
            return Sync.conflicts
        if (place === "approvals")
            return questions.total
        return place === "more" ? Sync.attention + Sync.toDecide : 0
    }

    function enter(name: string) {
        if (name === place && stack !== null) {
            stack.home()
            return
        }
        place = name
    }

    function open(page: string, values: var, how: string) {
        const root = places.find(each => each.page === page)
        if (root !== undefined && Object.keys(values).length === 0) {
            place = root.value
            stack.home()
        } else {
            stack.put(page, values, how)
        }
    }

    // "CustomerPage?customerId=…": where the program was told to begin, or a link leads.
    function follow(link: string) {
        const [page, query] = link.split("?")
        const folder = Pages.folderOf(page)
        if (folder === "") {
            console.warn("no page is called " + page)
            return
        }
        const values = {}
        for (const pair of (query ?? "").split("&").filter(each => each !== "")) {
            const at = pair.indexOf("=")
            values[pair.slice(0, at)] = decodeURIComponent(pair.slice(at + 1))
        }
        const home = places.find(each => each.page === page) ?? places.find(each => each.keeps.includes(folder))
        if (home !== undefined)
            place = home.value
        if (home?.page !== page || query !== undefined)
            stack.put(page, values, "show")
    }

    // Escape, or the back key, where no page took it: to the first place, from there out of the app.
    function leave(event: KeyEvent) {
        if (stack.back())
            return
        event.accepted = place !== places[0].value
        place = places[0].value
    }

    function findStack() {
        for (let i = 0; i < stacks.count; ++i) {
            const each = stacks.itemAt(i) as PlaceStack
            if (each !== null && each.place === place)
                stack = each
        }
        if (stack === null || stack.place !== place)
            return
        stack.begin()
        stack.forceActiveFocus()
    }

    objectName: "shell"
    Keys.onBackPressed: event => shell.leave(event)
    Keys.onEscapePressed: event => shell.leave(event)
    onPlaceChanged: findStack()
    Component.onCompleted: {
        findStack()
        if (App.startPage !== "")
            follow(App.startPage)
    }

    RecordList {
        id: questions
        type: "approval"
        filters: [{ column: "decision", is: "unset" }]
        active: Session.isManager
    }
    Binding { target: Navigation; property: "place"; value: shell.place }
    Binding { target: Navigation; property: "page"; value: shell.stack?.topmost?.page ?? "" }
    Binding { target: Navigation; property: "shown"; value: shell.stack?.shown ?? null }
    Binding { target: Navigation; property: "sideBySide"; value: shell.stack?.split ?? false }
    Connections {
        target: Navigation
        function onOpenRequested(page, values, how) { shell.open(page, values, how) }
        function onPlaceRequested(place) { shell.place = place }
        function onBackRequested() { shell.stack.back() }
        function onHomeRequested() { shell.stack.home() }
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        SideRail {
            objectName: "sideRail"
            Layout.fillHeight: true
            visible: shell.wide
            items: shell.items
            value: shell.place
            onChosen: value => shell.enter(value)
        }
        ColumnLayout {
            spacing: 0

            OfflineBanner { Layout.fillWidth: true }
            RescueBanner { Layout.fillWidth: true }
            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Repeater {
                    id: stacks
                    model: shell.places.length
                    delegate: PlaceStack {
                        required property int index
                        place: shell.places[index].value
                        objectName: "place_" + place
                        rootPage: shell.places[index].page
                        anchors.fill: parent
                        visible: place === shell.place
                        enabled: visible
                    }
                }
            }
            BottomBar {
                objectName: "bottomBar"
                Layout.fillWidth: true
                visible: !shell.wide && !shell.keyboard.visible
                items: shell.items
                value: shell.place
                onChosen: value => shell.enter(value)
            }
        }
    }
}
