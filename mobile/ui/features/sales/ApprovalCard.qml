import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components

// One question for approval and what became of it.
Card {
    id: card

    required property var record
    required property var joined

    readonly property bool decided: record.decision !== undefined && record.decision !== "DECISION_UNSPECIFIED"
    readonly property bool agreed: record.decision === "APPROVED"

    tone: !decided ? "warning" : agreed ? "success" : "danger"
    Mark {
        text: !card.decided ? qsTr("Waiting for a decision") : card.agreed ? qsTr("Approved") : qsTr("Declined")
        symbol: !card.decided ? "clock" : card.agreed ? "approve" : "decline"
        tone: card.tone
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("%1 asked for %2 discount").arg(card.joined?.asked_by_id?.title ?? qsTr("Somebody"))
              .arg(Format.percent(card.record.discount_bp ?? 0))
        font: Theme.fonts.bodyStrong
        wraps: true
    }
    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: card.record.question ?? ""
        wraps: true
    }
    Separator { visible: card.decided }
    Label {
        Layout.fillWidth: true
        visible: card.decided
        text: card.joined?.decided_by_id?.title ?? ""
        font: Theme.fonts.bodyStrong
        wraps: true
    }
    Label {
        Layout.fillWidth: true
        visible: card.decided && text !== ""
        text: card.record.comment ?? ""
        wraps: true
    }
}
