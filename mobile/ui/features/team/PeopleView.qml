pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// The people who sell, with what their devices last sent; a tap hands customers over.
Item {
    id: view

    required property real day           // epoch ms, midnight here

    PeopleList {
        id: people
        day: view.day
        active: view.visible
    }

    ListView {
        id: list

        objectName: "people"
        anchors.fill: parent
        visible: people.count > 0
        model: people
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("People")

        delegate: PersonRow {
            id: row

            objectName: "person-" + row.personId
            onClicked: Navigation.open("ReassignPage", { fromId: row.personId })
        }
    }
    ListCover {
        anchors.fill: parent
        list: people
        symbol: "person"
        title: qsTr("Nobody sells here yet")
        text: qsTr("Whoever administers your organisation adds people.")
    }
}
