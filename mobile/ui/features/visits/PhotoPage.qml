pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A visit's photos one at a time, as large as fits. Left and Right, or a swipe, go on.
AppPage {
    id: page

    required property PhotoList photos
    property int index: 0
    property bool canRemove: false

    objectName: "photoPage"
    title: qsTr("Photo %1 of %2").arg(Math.min(view.currentIndex + 1, view.count)).arg(view.count)
    wholeWidth: true
    Keys.onLeftPressed: view.decrementCurrentIndex()
    Keys.onRightPressed: view.incrementCurrentIndex()

    function remove() {
        Navigation.confirm({ title: qsTr("Remove this photo?"), action: qsTr("Remove"), danger: true,
                             text: qsTr("It goes from the visit. What was sent already stays with the server.") },
            () => {
                page.photos.remove(view.currentIndex)
                Navigation.back()
            })
    }

    actions: IconButton {
        objectName: "removePhoto"
        visible: page.canRemove
        symbol: "trash"
        text: qsTr("Remove")
        onClicked: page.remove()
    }

    ListView {
        id: view
        anchors.fill: parent
        orientation: ListView.Horizontal
        snapMode: ListView.SnapOneItem
        highlightRangeMode: ListView.StrictlyEnforceRange
        highlightMoveDuration: Theme.gentle
        model: page.photos
        clip: true
        Component.onCompleted: positionViewAtIndex(page.index, ListView.Beginning)
        delegate: Item {
            id: photo

            required property url source
            required property string state

            width: view.width
            height: view.height
            Image {
                anchors.fill: parent
                anchors.margins: Theme.space.small
                source: photo.source
                sourceSize.width: 2048
                sourceSize.height: 2048
                fillMode: Image.PreserveAspectFit
                asynchronous: true
                autoTransform: true
                Accessible.role: Accessible.Graphic
                Accessible.name: page.title
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width
                visible: photo.state === "missing"
                symbol: "download"
                title: qsTr("Not on this device")
                text: qsTr("It comes when the device is online.")
            }
        }
    }
}
