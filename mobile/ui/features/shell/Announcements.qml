import QtQuick
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// What is said and asked over whatever page is shown.
Item {
    id: announcements

    property real below: 0        // height of the bar that must stay free
    property var answered: null   // what a yes to the question runs

    Connections {
        target: Navigation
        function onToastRequested(text, action, run) { toast.show(text, action, run) }
        function onQuestionRequested(question, run) {
            announcements.answered = run
            ask.title = question.title ?? ""
            ask.text = question.text ?? ""
            ask.losses = question.losses ?? []
            ask.accept = question.action ?? qsTr("OK")
            ask.dangerous = question.danger ?? false
            ask.open()
        }
    }

    Toast {
        id: toast
        objectName: "toast"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: announcements.below + Theme.space.large
    }
    Dialog {
        id: ask
        objectName: "question"
        onAccepted: {
            const run = announcements.answered
            announcements.answered = null
            ask.close()
            if (run !== null)
                run()
        }
        onRejected: announcements.answered = null
    }
}
