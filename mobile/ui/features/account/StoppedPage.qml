import QtQuick
import Fieldfare.App
import Fieldfare.Components

// One cannot work here now, and why.
AccountFrame {
    id: page

    heading: {
        switch (Session.state) {
        case Session.Wiped: return qsTr("This device was cleared")
        case Session.Damaged: return qsTr("The data on this device is damaged")
        }
        return qsTr("Fieldfare is open already")
    }
    explanation: {
        switch (Session.state) {
        case Session.Wiped:
            return qsTr("Your administrator had everything removed from it. To work here again, ask for a new code.")
        case Session.Damaged:
            return qsTr("What you had not sent yet is being saved aside. Then everything else comes from the server again.")
        }
        return qsTr("Another window of the app, or a newer version of it, uses the data on this device. Close it, then open Fieldfare again.")
    }

    ProgressBar {
        visible: Session.state === Session.Damaged
        indeterminate: true
        text: qsTr("Saving what was not sent")
    }
    Button {
        objectName: "quit"
        visible: Session.state !== Session.Damaged
        kind: "primary"
        text: qsTr("Close")
        onClicked: Qt.quit()
    }
}
