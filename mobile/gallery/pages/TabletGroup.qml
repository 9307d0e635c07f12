import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    id: group

    readonly property var places: [
        { value: "team", label: qsTr("Team"), symbol: "team" }, { value: "visits", label: qsTr("Visits"), symbol: "visit" },
        { value: "approvals", label: qsTr("Approvals"), symbol: "approve", count: 2 }, { value: "customers", label: qsTr("Customers"), symbol: "customers" }]

    naturalWidth: 1180

    RowLayout {
        Layout.fillWidth: true
        Layout.preferredHeight: 640
        spacing: 0
        SideRail {
            Layout.fillHeight: true
            items: group.places
            value: "approvals"
        }
        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            detailShown: true
            list: Page {
                anchors.fill: parent
                title: qsTr("Approvals")
                status: StatusPill { status: "up_to_date"; text: qsTr("Up to date 14:05") }
                Column {
                    width: parent.width
                    ListRow { width: parent.width; symbol: "percent"; tone: "warning"; title: "天成食品有限公司"; subtitle: "Ann Petersen"; meta: "14%"; selected: true }
                    ListRow { width: parent.width; symbol: "percent"; tone: "warning"; title: "Harbour Kiosk"; subtitle: "Bo Li"; meta: "11.5%" }
                }
            }
            detail: ScrollPage {
                anchors.fill: parent
                title: qsTr("Quote Q-1042")
                subtitle: "天成食品有限公司"
                footer: [
                    Button { Layout.fillWidth: true; symbol: "decline"; text: qsTr("Decline") },
                    Button { Layout.fillWidth: true; kind: "primary"; symbol: "approve"; text: qsTr("Approve") }
                ]
                Card {
                    LimitBar { label: qsTr("Discount"); text: qsTr("14% of 10%"); used: 14; limit: 10; hint: qsTr("Ann may give 10%") }
                }
                Card {
                    DifferenceRow {
                        label: qsTr("Payment terms")
                        before: qsTr("14 days")
                        value: "losing"
                        suggestion: "standing"
                        reason: qsTr("The office's version came later and is on the order")
                        versions: [
                            { key: "standing", title: qsTr("Standing"), text: qsTr("30 days net"), who: qsTr("Office, web, yesterday 16:20") },
                            { key: "losing", title: qsTr("Yours"), text: qsTr("21 days, 2% discount"), who: qsTr("You, phone, yesterday 15:58") }]
                    }
                }
            }
            aside: EmptyState {
                anchors.fill: parent
                symbol: "chart"
                title: qsTr("All decided")
                text: qsTr("Nothing else waits for you.")
            }
        }
    }
}
