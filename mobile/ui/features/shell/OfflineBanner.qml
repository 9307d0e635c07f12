import QtQuick
import Fieldfare.App
import Fieldfare.Components

// Without a network the work goes on, and says so calmly.
Banner {
    objectName: "offlineBanner"
    visible: !Sync.online
    kind: "offline"
    corner: 0
    text: qsTr("Working offline, saved on this device")
}
