import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A visit that goes on, or is done.
Card {
    id: card

    required property string recordId
    required property var record
    required property var joined
    required property string state
    property bool running: false

    readonly property var outcome: VisitWords.outcome(record.outcome)
    readonly property string customer: joined?.customer_id?.title ?? ""

    padding: 0
    tone: running ? "accent" : ""

    ListRow {
        objectName: "visit-" + card.recordId
        title: card.customer
        titleWraps: true
        subtitle: card.running ? qsTr("Since %1").arg(Format.time(card.record.check_in?.at ?? 0))
                               : Pick.words([card.outcome.label, VisitWords.lasted(card.record.check_in?.at, card.record.check_out?.at)], " · ")
        note: card.record.purpose ?? ""
        meta: card.running ? "" : Format.time(card.record.check_in?.at ?? 0)
        symbol: card.running ? "visit" : card.outcome.symbol
        tone: card.running ? "accent" : card.outcome.tone
        recordState: card.state
        selected: Navigation.isShown("visitId", card.recordId)
        divided: false
        opens: card.running
        onClicked: Navigation.show("VisitPage", { visitId: card.recordId })
    }
}
