import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components

// A new device: the code of the administrator, and the person's password.
AccountFrame {
    id: page

    readonly property var pairing: code.text.trim() === "" ? null : Session.readPairing(code.text.trim())
    readonly property bool readable: pairing !== null && pairing.ok
    property var fault: null
    property bool busy: false
    // What the server refused is said at the field that it is about, until that is typed anew.
    readonly property string refused: {
        switch (fault?.code) {
        case "CODE_INVALID": return "code"
        case "UNAUTHENTICATED": return fault.path === "person" ? "person" : "password"
        case "WEAK_PASSWORD": return "password"
        }
        return ""
    }

    function enrol() {
        if (!readable || password.text === "" || busy)
            return
        busy = true
        fault = null
        Session.enrol(code.text.trim(), person.text.trim(), password.text, (result, fault) => {
            page.busy = false
            page.fault = fault
            if (page.refused === "password") {
                password.selectAll()
                password.focusIn()
            }
        })
    }

    heading: qsTr("Set up this device")
    explanation: qsTr("Your administrator gave you a code, printed or as a file. Paste or type it here; it works once.")

    TextArea {
        id: code
        objectName: "pairingCode"
        label: qsTr("Code")
        placeholder: "FIELDFARE:1:…"
        minimumLines: 3
        readOnly: page.busy
        error: page.pairing !== null && !page.pairing.ok ? page.pairing.message
             : page.refused === "code" ? page.fault.message
             : page.refused === "person" ? qsTr("This code was made for somebody else.") : ""
        onEdited: page.fault = null
    }
    Card {
        objectName: "pairingRead"
        visible: page.readable
        KeyValueRow {
            label: qsTr("Server")
            value: page.pairing?.server ?? ""
        }
        KeyValueRow {
            label: qsTr("Person")
            value: page.pairing?.person ?? ""
        }
    }
    TextField {
        id: person
        objectName: "personName"
        visible: page.readable && (page.pairing.person ?? "") === ""
        label: qsTr("Your name, as the administrator entered it")
        text: page.pairing?.person ?? ""
        readOnly: page.busy
    }
    TextField {
        id: password
        objectName: "password"
        label: qsTr("Your password")
        secret: true
        readOnly: page.busy
        enabled: page.readable
        error: page.refused !== "password" ? "" : page.fault.code === "WEAK_PASSWORD" ? page.fault.message
             : qsTr("This is not your password.")
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        onEdited: page.fault = null
        onAccepted: page.enrol()
    }
    Banner {
        objectName: "fault"
        visible: page.fault !== null && page.refused === ""
        kind: "error"
        text: page.fault?.message ?? ""
        detail: page.fault?.passing ? qsTr("Nothing was lost: try again when there is a connection.") : ""
    }
    Button {
        objectName: "enrol"
        Layout.fillWidth: true
        kind: "primary"
        text: qsTr("Set up")
        enabled: page.readable && password.text !== ""
        busy: page.busy
        onClicked: page.enrol()
    }
}
