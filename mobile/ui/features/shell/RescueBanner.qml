import QtQuick
import Fieldfare.App
import Fieldfare.Components

// After the data on this device was found damaged: what was saved of it.
Banner {
    id: banner

    property bool read: false
    readonly property var rescued: Session.rescued
    readonly property bool happened: Object.keys(rescued).length > 0

    objectName: "rescued"
    visible: happened && !read
    kind: "warning"
    corner: 0
    text: qsTr("The data on this device was damaged and comes from the server again.")
    detail: !happened ? ""
          : rescued.complete ? qsTr("Nothing you did was lost: %n unsent change(s) were saved.", "", rescued.edits)
                             : qsTr("%n unsent change(s) could be saved. Look whether your last ones are there.", "", rescued.edits)
    dismissable: true
    onDismissed: read = true
}
