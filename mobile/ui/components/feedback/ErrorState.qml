import QtQuick
import Fieldfare.Components

// It did not work: what and why, and trying again.
EmptyState {
    symbol: "error"
    tone: "danger"
    title: qsTr("This did not work")
    action: qsTr("Try again")
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + " " + text
}
