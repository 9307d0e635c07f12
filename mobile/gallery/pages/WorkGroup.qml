import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    Steps { steps: [qsTr("Check in"), qsTr("Outcome"), qsTr("Check out")]; current: 1 }
    Card {
        LimitBar { label: qsTr("Discount"); text: qsTr("6% of 10%"); used: 6; limit: 10 }
        LimitBar { label: qsTr("Discount"); text: qsTr("9% of 10%"); used: 9; limit: 10 }
        LimitBar { label: qsTr("Discount"); text: qsTr("14% of 10%"); used: 14; limit: 10; hint: qsTr("Your manager decides on this quote") }
    }
    Card {
        DifferenceRow {
            label: qsTr("Payment terms")
            before: qsTr("14 days")
            value: "standing"
            suggestion: "standing"
            reason: qsTr("The office's version came later and is on the order")
            versions: [
                { key: "standing", title: qsTr("Standing"), text: qsTr("30 days net"), who: qsTr("Office, web, yesterday 16:20") },
                { key: "losing", title: qsTr("Yours"), text: qsTr("21 days, 2% discount"), who: qsTr("You, phone, yesterday 15:58") }]
        }
    }
    Card {
        spacing: 0
        TimelineItem { first: true; time: "08:40"; title: qsTr("Checked in"); subtitle: qsTr("42 m from the customer"); symbol: "visit" }
        TimelineItem { time: "09:15"; title: qsTr("Quote issued"); subtitle: "¥12,480.00"; symbol: "quote"; tone: "accent" }
        TimelineItem { last: true; time: "09:20"; title: qsTr("Checked out"); symbol: "check"; tone: "success" }
    }
    PhotoStrip {
        model: ListModel {
            ListElement { source: ""; state: "sending"; progress: 0.6 }
            ListElement { source: ""; state: "sent"; progress: 1 }
            ListElement { source: ""; state: "missing"; progress: 0 }
        }
    }
    Stepper { Layout.alignment: Qt.AlignLeft; name: qsTr("Boxes"); text: "12" }
}
