import QtQuick
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// One question: for whom, by whom, how much discount, and what was decided.
ListRow {
    id: row

    required property string recordId
    required property var record
    required property string state
    required property var joined

    readonly property var document: joined?.subject_id?.record ?? {}
    readonly property string decision: record.decision ?? ""

    RecordItem {
        id: customer
        recordId: row.document.customer_id ?? ""
    }

    title: customer.title === "" ? (joined?.subject_id?.title ?? "") : customer.title
    subtitle: [joined?.asked_by_id?.title ?? "", document.number ?? ""].filter(each => each !== "").join(" · ")
    note: record.question ?? ""
    meta: qsTr("%1 off").arg(Format.percent(record.discount_bp ?? 0))
    recordState: state
    symbol: decision === "APPROVED" ? "approve" : decision === "DECLINED" ? "decline" : "percent"
    tone: decision === "APPROVED" ? "success" : decision === "DECLINED" ? "danger" : "accent"
}
