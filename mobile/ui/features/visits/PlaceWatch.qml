import QtQuick
import Fieldfare.App

// Has the position looked for while `on`, so that a check-in finds one that is fresh.
QtObject {
    id: watch

    property bool on: true
    property bool started: false

    function follow() {
        if (on === started)
            return
        started = on
        if (on)
            Place.start()
        else
            Place.stop()
    }

    onOnChanged: follow()
    Component.onCompleted: follow()
    Component.onDestruction: {
        if (started)
            Place.stop()
    }
}
