import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components

// Where a record is, taken from where one stands.
ColumnLayout {
    id: field

    required property var draft
    property string path: "position"
    readonly property var value: (draft.values ? draft.value(path) : null) ?? null

    function take() {
        const here = Place.position
        draft.set(path, { latitude_e7: here.latitude_e7, longitude_e7: here.longitude_e7, accuracy_mm: here.accuracy_mm })
    }

    Layout.fillWidth: true
    visible: draft.ready && draft.mayWrite(path)
    spacing: Theme.space.small
    Component.onCompleted: Place.start()
    Component.onDestruction: Place.stop()

    KeyValueRow {
        label: field.draft.label(field.path)
        value: field.value === null ? "" : qsTr("%1, %2").arg((field.value.latitude_e7 / 1e7).toFixed(5)).arg((field.value.longitude_e7 / 1e7).toFixed(5))
        empty: qsTr("Not known")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.space.small
        Button {
            objectName: "takePosition"
            visible: Place.position !== null
            symbol: "location-good"
            text: qsTr("I am there now")
            onClicked: field.take()
        }
        Button {
            objectName: "clearPosition"
            visible: field.value !== null
            kind: "quiet"
            text: qsTr("Take away")
            onClicked: field.draft.set(field.path, undefined)
        }
    }
}
