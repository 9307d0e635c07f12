pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtMultimedia
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Takes photos, as many as one likes; each is given to `taken` at once, so that none waits for the others.
AppPage {
    id: page

    required property var taken
    property int count: 0
    property bool taking: false
    property string wrong

    readonly property bool there: devices.videoInputs.length > 0

    objectName: "cameraPage"
    title: qsTr("Take a photo")
    wholeWidth: true

    function keep(file: string) {
        const take = taken
        taking = false
        ++count
        take(["file://" + file])
    }

    MediaDevices { id: devices }
    Loader {
        id: camera
        readonly property CameraView view: item as CameraView
        anchors.fill: parent
        active: page.there
        sourceComponent: CameraView {
            active: page.visible
            onSaved: file => page.keep(file)
            onFailed: words => {
                page.taking = false
                page.wrong = words
            }
        }
    }
    EmptyState {
        anchors.centerIn: parent
        width: parent.width
        visible: !page.there
        symbol: "camera"
        title: qsTr("No camera here")
        text: qsTr("Choose photos that are on this device instead.")
        action: qsTr("Choose photos")
        onActionTriggered: Navigation.replace("PhotoPickerPage", { taken: page.taken })
    }
    banner: Banner {
        visible: page.wrong !== ""
        kind: "error"
        text: page.wrong
        dismissable: true
        onDismissed: page.wrong = ""
    }

    footer: [
        Label {
            Layout.fillWidth: true
            text: page.count === 0 ? "" : qsTr("%n photo(s) taken", "", page.count)
            muted: true
            wraps: true
        },
        Button {
            objectName: "shutter"
            visible: page.there
            kind: "primary"
            symbol: "camera"
            text: qsTr("Take")
            busy: page.taking
            enabled: camera.view?.ready ?? false
            onClicked: {
                page.taking = true
                camera.view.take()
            }
        },
        Button {
            objectName: "cameraDone"
            text: qsTr("Done")
            onClicked: Navigation.back()
        }
    ]
}
