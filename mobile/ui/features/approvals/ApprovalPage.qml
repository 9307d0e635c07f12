pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// One question to decide: the document it is about, its discount against both limits, and the decision.
AppScrollPage {
    id: page

    required property string approvalId

    readonly property var record: approval.record ?? {}
    readonly property var document: subject.record ?? {}

    title: customer.title === "" ? qsTr("Approval") : customer.title
    subtitle: [document.number ?? "", Format.dateTime(page.askedAt())].filter(each => each !== "").join(" · ")
    maximumWidth: 760

    // Ids begin with the time of their making.
    function askedAt(): real { return parseInt(approvalId.replace("-", "").slice(0, 12), 16) }

    RecordItem {
        id: approval
        recordId: page.approvalId
        joins: ["asked_by_id", "decided_by_id"]
    }
    RecordItem {
        id: subject
        recordId: page.record.subject_id ?? ""
    }
    DocumentDraft {
        id: paper
        kind: subject.type
        recordId: subject.type === "" ? "" : subject.recordId
    }
    RecordItem {
        id: customer
        recordId: page.document.customer_id ?? ""
    }

    SkeletonRow { visible: approval.loading }
    EmptyState {
        visible: !approval.loading && !approval.exists
        symbol: "approve"
        title: qsTr("This question is not here any more")
    }
    Card {
        visible: approval.exists
        spacing: Theme.space.medium
        RowLayout {
            spacing: Theme.space.medium
            Avatar { name: approval.joined?.asked_by_id?.title ?? "" }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0
                Label {
                    Layout.fillWidth: true
                    text: qsTr("%1 asks").arg(approval.joined?.asked_by_id?.title ?? "")
                    font: Theme.fonts.label
                    muted: true
                    wraps: true
                }
                Label {
                    objectName: "question"
                    Layout.fillWidth: true
                    text: (page.record.question ?? "") === "" ? qsTr("May this discount be given?") : page.record.question
                    font: Theme.fonts.bodyStrong
                    wraps: true
                }
            }
        }
    }
    DiscountCase {
        visible: approval.exists && subject.exists
        document: page.document
        discountBp: page.record.discount_bp ?? page.document.totals?.discount_bp ?? 0
    }
    Card {
        visible: subject.exists
        SectionHeader {
            text: qsTr("Lines")
            action: qsTr("Open the document")
            onActionTriggered: Navigation.openRecord(subject.type, subject.recordId)
        }
        DocumentLines { paper: paper }
        Separator {}
        DocumentTotals {
            Layout.topMargin: Theme.space.small
            paper: paper
        }
    }
    DecisionForm {
        id: form
        visible: approval.exists
        approvalId: page.approvalId
        decision: page.record.decision ?? ""
        comment: page.record.comment ?? ""
        decidedBy: approval.joined?.decided_by_id?.title ?? ""
        mayDecide: approval.exists && approval.mayEdit("decision")
    }

    banner: RecoveredBanner { draft: form.draft }
    footer: GridLayout {
        Layout.fillWidth: true
        visible: approval.exists && form.open
        columns: page.width < 300 * Theme.textScale ? 1 : 2
        columnSpacing: Theme.space.small
        rowSpacing: Theme.space.small
        Button {
            objectName: "decline"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            symbol: "decline"
            text: qsTr("Decline")
            enabled: !form.busy
            onClicked: form.decide("DECLINED")
        }
        Button {
            objectName: "approve"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            kind: "primary"
            symbol: "approve"
            text: qsTr("Approve")
            busy: form.busy
            onClicked: form.decide("APPROVED")
        }
    }
}
