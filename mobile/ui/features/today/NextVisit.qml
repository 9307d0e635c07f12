import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// What one does next: the visit that runs, or the next of the plan. The head of a TodayView.
Item {
    id: next

    readonly property var view: ListView.view
    readonly property var row: view?.next ?? null
    readonly property string runningId: view?.runningId ?? ""
    readonly property var visit: running.record
    readonly property var joined: running.joined

    function about(): string {
        if (running.exists)
            return qsTr("Since %1").arg(Format.time(visit.check_in?.at ?? 0))
        if (row === null)
            return ""
        return [Format.time(row.at), row.distance >= 0 ? Format.distance(row.distance) : "", row.subtitle]
               .filter(each => each).join(" · ")
    }

    width: view?.width ?? 0
    implicitHeight: card.visible ? card.implicitHeight + 2 * Theme.space.small : 0
    height: implicitHeight

    Reach { id: reach }
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
        width: Math.min(next.width - 2 * Theme.space.large, Theme.reading)
        visible: running.exists || next.row !== null
        tone: "accent"

        SegmentedControl {
            objectName: "nextBy"
            visible: !running.exists && (next.view?.nearestKnown ?? false)
            name: qsTr("Which visit is next")
            options: [{ value: "time", label: qsTr("By time"), symbol: "clock" },
                      { value: "distance", label: qsTr("Nearest"), symbol: "navigate" }]
            value: next.view?.nextBy ?? "time"
            onChosen: value => next.view.nextByChosen(value)
        }
        Label {
            Layout.fillWidth: true
            text: running.exists ? qsTr("You are at") : qsTr("Next visit")
            font: Theme.fonts.captionStrong
            color: Theme.colors.accent
        }
        Label {
            Layout.fillWidth: true
            text: running.exists ? next.joined.customer_id?.title ?? "" : next.row?.title ?? ""
            font: Theme.fonts.title
            wraps: true
        }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: next.about()
            muted: true
            wraps: true
        }
        Flow {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space.tiny
            spacing: Theme.space.small
            Button {
                width: Math.min(implicitWidth, parent.width)
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
                symbol: "customers"
                text: qsTr("Customer")
                onClicked: Navigation.show("CustomerPage", { customerId: next.row.customerId })
            }
            Button {
                objectName: "nextNavigate"
                visible: !running.exists && (!!next.row?.customer?.address || !!next.row?.customer?.position)
                symbol: "navigate"
                text: qsTr("Navigate")
                onClicked: reach.navigate(next.row.customer.address, next.row.customer.position)
            }
        }
    }
}
