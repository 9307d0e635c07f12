import QtQuick
import QtQuick.Layouts
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
        return qsTr("The data on this device cannot be opened")
    }
    explanation: {
        switch (Session.state) {
        case Session.Wiped:
            return qsTr("Your administrator had everything removed from it. To work here again, ask for a new code.")
        case Session.Damaged:
            return qsTr("What you had not sent yet is being saved aside. Then everything else comes from the server again.")
        }
        return Session.fault?.message ?? qsTr("Another window of the app uses the data on this device. Close it, then try again.")
    }

    ProgressBar {
        visible: Session.state === Session.Damaged
        indeterminate: true
        text: qsTr("Saving what was not sent")
    }
    Button {
        objectName: "tryAgain"
        Layout.fillWidth: true
        visible: Session.state === Session.Locked
        kind: "primary"
        text: qsTr("Try again")
        onClicked: Session.tryAgain()
    }
    Button {
        objectName: "quit"
        Layout.fillWidth: true
        visible: Session.state !== Session.Damaged
        text: qsTr("Close")
        onClicked: Qt.quit()
    }
}
