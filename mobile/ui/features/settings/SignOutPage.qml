import QtCore
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Signing out never loses work: while something is unsent it must be sent, or saved to a file, first.
AppScrollPage {
    id: page

    property bool busy: false
    property var fault: null
    property string exported             // the file; empty: none yet
    readonly property bool clean: Sync.unsent === 0 && Sync.photos === 0

    function signOut() {
        busy = true
        fault = null
        const answer = (result, fault) => {
            page.busy = false
            page.fault = fault
        }
        if (clean)
            Session.signOut(answer)
        else
            Session.signOutLeavingUnsent(answer)
    }

    function save(file: url) {
        busy = true
        fault = null
        Session.exportUnsent(file, passphrase.text, (result, fault) => {
            page.busy = false
            page.fault = fault
            if (!fault)
                page.exported = decodeURIComponent(String(file).replace("file://", ""))
        })
    }

    title: qsTr("Sign out")
    spacing: Theme.space.large

    Banner {
        objectName: "clean"
        visible: page.clean
        kind: "success"
        text: qsTr("Everything was sent.")
        detail: qsTr("Customers and documents stay on this device, locked, until you sign in again.")
    }
    Banner {
        objectName: "unsent"
        visible: !page.clean
        kind: "warning"
        text: Pick.words([Sync.unsent > 0 ? qsTr("%n change(s) not sent yet", "", Sync.unsent) : "",
                          Sync.photos > 0 ? qsTr("%n photo(s) not sent yet", "", Sync.photos) : ""], ", ")
        detail: qsTr("Signing out now would leave them behind. Send them, or save them to a file first.")
        action: qsTr("Send now")
        secondAction: qsTr("See them")
        onActionTriggered: Sync.syncNow()
        onSecondActionTriggered: Navigation.open("OutboxPage", {})
    }
    Card {
        visible: Sync.unsent > 0
        spacing: Theme.space.medium
        SectionHeader { text: qsTr("Save to a file") }
        Label {
            Layout.fillWidth: true
            text: qsTr("The file is locked with words of your choice. Your administrator can bring it in.")
            muted: true
            wraps: true
        }
        TextField {
            id: passphrase
            objectName: "passphrase"
            label: qsTr("Words that lock the file")
            secret: true
            helper: qsTr("At least 8 characters. Without them nobody can open it.")
        }
        Button {
            objectName: "exportUnsent"
            symbol: "download"
            text: qsTr("Save to a file")
            enabled: passphrase.text.length >= 8
            busy: page.busy
            onClicked: chooser.open()
        }
        Banner {
            objectName: "exported"
            visible: page.exported !== ""
            kind: "success"
            text: qsTr("Saved to a file")
            detail: page.exported
        }
    }
    Banner {
        objectName: "fault"
        visible: page.fault !== null
        kind: "error"
        text: page.fault?.message ?? ""
    }
    footer: Button {
        objectName: "signOutNow"
        Layout.fillWidth: true
        kind: page.clean ? "primary" : "danger"
        text: page.clean ? qsTr("Sign out") : qsTr("Sign out, leaving them")
        enabled: Sync.unsent === 0 || page.exported !== ""
        busy: page.busy
        onClicked: page.signOut()
    }

    FileDialog {
        id: chooser
        title: qsTr("Save to a file")
        fileMode: FileDialog.SaveFile
        currentFolder: StandardPaths.writableLocation(StandardPaths.DocumentsLocation)
        defaultSuffix: "unsent"
        onAccepted: page.save(selectedFile)
    }
}
