import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    Banner { kind: "offline"; text: qsTr("Working offline, saved on this device"); detail: qsTr("Next attempt in 0:24") }
    Banner { kind: "info"; text: qsTr("Recovered draft from 10:12"); action: qsTr("Keep"); secondAction: qsTr("Discard") }
    Banner { kind: "success"; text: qsTr("Everything is with the server"); dismissable: true }
    Banner { kind: "warning"; text: qsTr("Two versions need your choice"); action: qsTr("Compare") }
    Banner { kind: "error"; text: qsTr("The server refused this order"); detail: qsTr("The customer is blocked. Ask the office.") }
    Toast {
        id: toast
        Component.onCompleted: show(qsTr("Change discarded"), qsTr("Undo"), null)
    }
    Specimen {
        title: qsTr("Progress")
        ProgressBar { value: 0.35; text: qsTr("35 of 100") }
        ProgressBar { value: 1; tone: "success"; text: qsTr("Done") }
        ProgressBar { indeterminate: true; text: qsTr("Working") }
    }
    Card {
        padding: 0
        EmptyState {
            symbol: "visit"
            title: qsTr("No visits today")
            text: qsTr("Plan one from a customer's page, or check in where you are.")
            action: qsTr("Find a customer")
        }
    }
    Card {
        padding: 0
        ErrorState { text: qsTr("The photo could not be read from this device.") }
    }
}
