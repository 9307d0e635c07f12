import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A planned visit, with checking in one tap away.
Card {
    id: card

    required property string recordId
    required property var record
    required property var joined
    required property string state
    property bool late: false

    readonly property string customer: joined?.customer_id?.title ?? ""

    signal checkInRequested()
    signal rescheduleRequested()

    padding: 0
    spacing: 0
    tone: late ? "warning" : ""

    ListRow {
        objectName: "plan-" + card.recordId
        title: card.customer
        titleWraps: true
        subtitle: card.record.purpose ?? joined?.customer_id?.record?.address?.city ?? ""
        meta: card.late ? Format.day(card.record.starts_at) : Format.time(card.record.starts_at)
        avatar: card.customer
        recordState: card.state
        selected: Navigation.isShown("planId", card.recordId)
        divided: false
        onClicked: Navigation.show("PlanVisitPage", { planId: card.recordId })
    }
    Flow {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space.small
        Layout.rightMargin: Theme.space.small
        Layout.bottomMargin: Theme.space.tiny
        layoutDirection: Theme.leftHanded ? Qt.LeftToRight : Qt.RightToLeft
        spacing: Theme.space.tiny
        Button {
            objectName: "checkIn-" + card.recordId
            symbol: "visit"
            text: qsTr("Check in")
            Accessible.name: qsTr("Check in at %1").arg(card.customer)
            onClicked: card.checkInRequested()
        }
        Button {
            objectName: "reschedule-" + card.recordId
            kind: "quiet"
            symbol: "clock"
            text: qsTr("Move")
            Accessible.name: qsTr("Move the visit at %1").arg(card.customer)
            onClicked: card.rescheduleRequested()
        }
    }
}
