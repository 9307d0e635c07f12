pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// Questions that wait for a decision, oldest first, and those that were decided.
AppPage {
    id: page

    property string part: "open"         // or "decided"

    title: qsTr("Approvals")
    master: true
    symbol: "approve"

    RecordList {
        id: approvals
        type: "approval"
        filters: [{ column: "decision", is: page.part === "open" ? "unset" : "set" }]
        orderBy: "id"
        descending: page.part !== "open"
        joins: ["subject_id", "asked_by_id"]
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.space.small
        SegmentedControl {
            objectName: "approvalsPart"
            Layout.leftMargin: Theme.space.large
            Layout.rightMargin: Theme.space.large
            name: qsTr("Which approvals")
            options: [{ value: "open", label: qsTr("To decide") }, { value: "decided", label: qsTr("Decided") }]
            value: page.part
            onChosen: value => page.part = value
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ListView {
                objectName: "approvals"
                anchors.fill: parent
                visible: approvals.count > 0
                model: approvals
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                T.ScrollBar.vertical: ScrollBar {}
                Accessible.role: Accessible.List
                Accessible.name: page.title
                delegate: ApprovalRow {
                    id: row

                    objectName: "approval-" + row.recordId
                    selected: Navigation.isShown("approvalId", row.recordId)
                    onClicked: Navigation.show("ApprovalPage", { approvalId: row.recordId })
                }
            }
            ListCover {
                anchors.fill: parent
                list: approvals
                symbol: "approve"
                title: page.part === "open" ? qsTr("Nothing waits for you") : qsTr("Nothing decided yet")
                text: page.part === "open" ? qsTr("When a quote goes beyond its author's limit, the question appears here.") : ""
            }
        }
    }
}
