import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components

// A known device whose session ended. What waits on it waits on.
AccountFrame {
    id: page

    readonly property var person: Session.person
    property var fault: null
    property bool busy: false
    readonly property bool wrongPassword: fault !== null && fault.code === "UNAUTHENTICATED"

    function signIn() {
        if (password.text === "" || busy)
            return
        busy = true
        fault = null
        Session.signIn(password.text, (result, fault) => {
            page.busy = false
            page.fault = fault
            if (fault) {
                password.selectAll()
                password.focusIn()
            }
        })
    }

    heading: person.name ? qsTr("Welcome back, %1").arg(person.name) : qsTr("Sign in")
    explanation: Session.organisation

    Banner {
        objectName: "unsentKept"
        visible: Sync.unsent > 0
        kind: "info"
        text: qsTr("%n change(s) wait on this device to be sent. They are kept.", "", Sync.unsent)
    }
    TextField {
        id: password
        objectName: "password"
        focus: true
        label: qsTr("Your password")
        secret: true
        readOnly: page.busy
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        error: page.wrongPassword ? qsTr("This is not your password.") : ""
        onEdited: page.fault = null
        onAccepted: page.signIn()
    }
    Banner {
        objectName: "fault"
        visible: page.fault !== null && !page.wrongPassword
        kind: "error"
        text: page.fault?.message ?? ""
    }
    Button {
        objectName: "signIn"
        Layout.fillWidth: true
        kind: "primary"
        text: qsTr("Sign in")
        enabled: password.text !== ""
        busy: page.busy
        onClicked: page.signIn()
    }
}
