import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// What one does next: the visit that runs, or the next of the plan.
Item {
    id: next

    readonly property var view: ListView.view
    readonly property var row: view?.next ?? null
    readonly property string runningId: view?.runningId ?? ""

    width: view?.width ?? 0
    implicitHeight: card.visible ? card.implicitHeight + 2 * Theme.space.small : 0
    height: implicitHeight

    RecordItem {
        id: running
        recordId: next.runningId
        joins: ["customer_id"]
    }
    Card {
        id: card
        objectName: "nextVisit"
        x: Theme.space.large
        y: Theme.space.small
        width: next.width - 2 * Theme.space.large
        visible: running.exists || next.row !== null
        tone: "accent"

        Label {
            text: running.exists ? qsTr("You are at") : qsTr("Next visit")
            font: Theme.fonts.captionStrong
            color: Theme.colors.accent
        }
        Label {
            Layout.fillWidth: true
            text: running.exists ? running.joined.customer_id?.title ?? "" : next.row?.title ?? ""
            font: Theme.fonts.title
            wraps: true
        }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: running.exists
                  ? qsTr("Since %1").arg(Format.time(running.record.check_in?.at ?? 0))
                  : [next.row?.at ? Format.time(next.row.at) : "", (next.row?.distance ?? -1) >= 0 ? Format.distance(next.row.distance) : "",
                     next.row?.subtitle].filter(each => each).join(" · ")
            muted: true
            wraps: true
        }
        Flow {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space.tiny
            spacing: Theme.space.small
            Button {
                objectName: running.exists ? "continueVisit" : "checkInNext"
                kind: "primary"
                symbol: "visit"
                text: running.exists ? qsTr("Continue the visit") : qsTr("Check in")
                onClicked: {
                    if (running.exists)
                        Navigation.show("VisitPage", { visitId: next.runningId })
                    else
                        next.view.checkInRequested(next.row)
                }
            }
            Button {
                objectName: "nextCustomer"
                visible: !running.exists
                text: qsTr("Customer")
                onClicked: Navigation.show("CustomerPage", { customerId: next.row.customerId })
            }
        }
    }
}
