import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    Specimen {
        title: qsTr("Kinds")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.small
            Button { kind: "primary"; text: qsTr("Check in") }
            Button { kind: "secondary"; text: qsTr("Reschedule") }
            Button { kind: "quiet"; text: qsTr("Show all") }
            Button { kind: "danger"; text: qsTr("Discard") }
        }
    }
    Specimen {
        title: qsTr("With an icon")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.small
            Button { kind: "primary"; symbol: "visit"; text: qsTr("Check in") }
            Button { symbol: "calendar"; text: qsTr("Reschedule") }
            Button { kind: "quiet"; symbol: "phone"; text: qsTr("Call") }
            Button { kind: "danger"; symbol: "trash"; text: qsTr("Discard") }
        }
    }
    Specimen {
        title: qsTr("Busy")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.small
            Button { kind: "primary"; busy: true; text: qsTr("Signing in") }
            Button { busy: true; text: qsTr("Sending") }
        }
    }
    Specimen {
        title: qsTr("Disabled")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.small
            Button { enabled: false; kind: "primary"; symbol: "visit"; text: qsTr("Check in") }
            Button { enabled: false; text: qsTr("Reschedule") }
            Button { enabled: false; kind: "quiet"; text: qsTr("Show all") }
            Button { enabled: false; kind: "danger"; text: qsTr("Discard") }
        }
    }
    Specimen {
        title: qsTr("With the keyboard's focus")
        Button {
            kind: "primary"
            text: qsTr("Submit order")
            Component.onCompleted: forceActiveFocus(Qt.TabFocusReason)
        }
    }
    Specimen {
        title: qsTr("Too long for its place")
        Button {
            Layout.preferredWidth: 220
            symbol: "share"
            text: qsTr("Share the quote with everybody concerned")
        }
    }
    Specimen {
        title: qsTr("Icon buttons")
        RowLayout {
            spacing: 0
            IconButton { symbol: "search"; text: qsTr("Search") }
            IconButton { symbol: "filter"; text: qsTr("Filter"); count: 2 }
            IconButton { symbol: "edit"; text: qsTr("Edit") }
            IconButton { symbol: "more"; text: qsTr("More") }
            IconButton { symbol: "trash"; text: qsTr("Erase"); enabled: false }
        }
    }
    Specimen {
        title: qsTr("Floating action")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.medium
            FloatingAction { text: qsTr("New visit") }
            FloatingAction { compact: true; text: qsTr("New customer") }
        }
    }
}
