import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features

AppScrollPage {
    id: page

    property var fault: null
    property bool busy: false
    readonly property string refused: fault === null ? "" : fault.code === "WEAK_PASSWORD" ? "new_password" : fault.path
    readonly property bool differs: again.text !== "" && again.text !== fresh.text

    function change() {
        if (!save.enabled || busy)
            return
        busy = true
        fault = null
        Session.changePassword(old.text, fresh.text, (result, fault) => {
            page.busy = false
            page.fault = fault
            if (fault)
                return
            Navigation.back()
            Navigation.toast(qsTr("Password changed"))
        })
    }

    title: qsTr("Change password")

    Banner {
        visible: !Sync.online
        kind: "offline"
        text: qsTr("The password can be changed only with a connection.")
    }
    TextField {
        id: old
        objectName: "oldPassword"
        label: qsTr("Present password")
        error: page.refused === "old_password" ? qsTr("This is not your password.") : ""
        secret: true
        onEdited: page.fault = null
    }
    TextField {
        id: fresh
        objectName: "newPassword"
        label: qsTr("New password")
        helper: qsTr("At least 8 characters, better 15. A sentence is easy to remember and hard to guess.")
        error: page.refused === "new_password" ? page.fault.message : ""
        secret: true
        onEdited: page.fault = null
    }
    TextField {
        id: again
        objectName: "repeatedPassword"
        label: qsTr("New password again")
        error: page.differs ? qsTr("The two are not the same.") : ""
        secret: true
        onAccepted: page.change()
    }
    Banner {
        objectName: "fault"
        visible: page.fault !== null && page.refused !== "old_password" && page.refused !== "new_password"
        kind: "error"
        text: page.fault?.message ?? ""
    }
    footer: Button {
        id: save
        objectName: "save"
        Layout.fillWidth: true
        kind: "primary"
        text: qsTr("Change password")
        enabled: old.text !== "" && fresh.text !== "" && again.text === fresh.text
        busy: page.busy
        onClicked: page.change()
    }
}
