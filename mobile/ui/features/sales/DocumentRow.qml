import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A quote or an order in a list: whose it is, what it comes to, where it stands.
ListRow {
    id: row

    required property var record
    required property string recordId
    required property var joined
    required property string state
    property string type: "quote"

    readonly property var look: DocumentWords.look(type, record.status)
    readonly property real at: (type === "order" ? record.submitted_at : record.issued_at) ?? 0

    objectName: "document-" + recordId
    title: joined?.customer_id?.title ?? ""
    titleWraps: true
    subtitle: record.erp_number ? qsTr("%1 · ERP %2").arg(record.number).arg(record.erp_number) : record.number ?? ""
    meta: DocumentWords.money(record.totals?.gross)
    recordState: state
    note: words()
    symbol: look.symbol
    tone: look.tone

    function words(): string {
        if (at === 0)
            return look.text
        return qsTr("%1 · %2", "status · day").arg(look.text).arg(Format.day(at))
    }
}
