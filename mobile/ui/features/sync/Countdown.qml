import QtQuick

// How long until a moment, told once a second while it is ahead. `seconds` is -1 where there is none.
QtObject {
    id: countdown

    property real until: 0               // epoch ms; 0: none
    property int seconds: -1
    readonly property string words: seconds < 0 ? ""
                                  : seconds === 0 ? qsTr("Trying again now")
                                  : seconds < 60 ? qsTr("Next try in %n second(s)", "", seconds)
                                  : qsTr("Next try in %1 min %2 s").arg(Math.floor(seconds / 60)).arg(seconds % 60)

    property Timer timer: Timer {
        interval: 1000
        repeat: true
        running: countdown.until > 0
        triggeredOnStart: true
        onTriggered: countdown.look()
    }

    function look() { seconds = until > 0 ? Math.max(0, Math.ceil((until - Date.now()) / 1000)) : -1 }

    onUntilChanged: look()
}
