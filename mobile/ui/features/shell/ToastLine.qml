import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// Says for a while what was done, and offers to undo it. Stays as long as it is pointed at or has the focus.
Rectangle {
    id: toast

    property string text
    property string action
    property var run: null

    signal closed()

    readonly property int time: action === "" ? 4000 : 8000   // ms

    function say(words: string, what: string, does: var) {
        text = words
        action = what
        run = does
        visible = true
        timer.restart()
    }

    function close() {
        visible = false
        run = null
        closed()
    }

    objectName: "toast"
    visible: false
    implicitWidth: row.implicitWidth + 2 * Theme.space.large
    implicitHeight: Math.max(Theme.target, row.implicitHeight + Theme.space.small)
    radius: Theme.radius.medium
    color: Theme.colors.text
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    HoverHandler { id: pointer }
    Timer {
        id: timer
        interval: toast.time
        running: toast.visible && !pointer.hovered && !undo.activeFocus
        onTriggered: toast.close()
    }
    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.space.large
        anchors.rightMargin: Theme.space.tiny
        spacing: Theme.space.small

        Label {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space.small
            Layout.bottomMargin: Theme.space.small
            text: toast.text
            color: Theme.colors.background
            font: Theme.fonts.label
            wraps: true
            Accessible.ignored: true
        }
        Button {
            id: undo
            objectName: "toastAction"
            visible: toast.action !== ""
            text: toast.action
            onClicked: {
                const run = toast.run
                toast.close()
                if (run !== null)
                    run()
            }
        }
        IconButton {
            symbol: "close"
            text: qsTr("Dismiss")
            color: Theme.colors.background
            onClicked: toast.close()
        }
    }
}
