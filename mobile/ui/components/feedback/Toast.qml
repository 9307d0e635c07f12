import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// A sentence that comes and goes, with Undo if it can be undone. One at a time; a new one takes the place of the
// old. It waits while it is pointed at or has the focus. Put one at the foot of a window.
Rectangle {
    id: toast

    property string text
    property string action
    property var run: null               // function of the action

    readonly property bool shown: opacity > 0 && text !== ""

    function show(words: string, actionWords: string, then: var) {
        text = words
        action = actionWords ?? ""
        run = then ?? null
        opacity = 1
        timer.restart()
    }
    function hide() {
        timer.stop()
        opacity = 0
    }

    opacity: 0
    visible: opacity > 0
    implicitWidth: Math.min(parent ? parent.width - 2 * Theme.space.large : 360, 560)
    width: implicitWidth
    implicitHeight: Math.max(Theme.target + Theme.space.small, content.implicitHeight + Theme.space.large)
    radius: Theme.radius.medium
    color: Theme.colors.text
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Behavior on opacity { NumberAnimation { duration: Theme.quick } }
    HoverHandler { id: pointer }
    Timer {
        id: timer
        interval: toast.action === "" ? 4000 : 8000
        running: toast.visible && !pointer.hovered && !undo.activeFocus
        onTriggered: toast.hide()
    }
    RowLayout {
        id: content
        anchors.fill: parent
        anchors.leftMargin: Theme.space.large
        anchors.rightMargin: Theme.space.small
        spacing: Theme.space.small
        Label {
            Layout.fillWidth: true
            text: toast.text
            font: Theme.fonts.label
            color: Theme.colors.background
            wraps: true
            Accessible.ignored: true
        }
        Button {
            id: undo
            objectName: "toastAction"
            visible: toast.action !== ""
            kind: "inverse"
            text: toast.action
            onClicked: {
                const then = toast.run
                toast.hide()
                if (then)
                    then()
            }
        }
    }
}
