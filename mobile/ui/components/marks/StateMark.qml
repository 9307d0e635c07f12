import QtQuick
import Fieldfare.Components

// Where a record stands on its way to the server: "draft", "waiting", "sent", "rejected", "held" or
// "two_versions". Anything else ("synced") shows nothing.
Mark {
    property string value
    readonly property var look: ({
        draft: { text: qsTr("Draft"), symbol: "draft", tone: "neutral" },
        waiting: { text: qsTr("Waiting"), symbol: "waiting", tone: "info" },
        sent: { text: qsTr("Sent"), symbol: "sent", tone: "success" },
        rejected: { text: qsTr("Rejected"), symbol: "rejected", tone: "danger" },
        held: { text: qsTr("Held"), symbol: "held", tone: "warning" },
        two_versions: { text: qsTr("Two versions"), symbol: "two-versions", tone: "accent" }
    })[value]

    readonly property bool shown: look !== undefined

    visible: shown
    text: look?.text ?? ""
    symbol: look?.symbol ?? ""
    tone: look?.tone ?? "neutral"
}
