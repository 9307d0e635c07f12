import QtQuick
import Fieldfare.App
import Fieldfare.Components

// What was typed before the app ended is there again: keep it or start afresh. `draft` is a RecordDraft or a
// DocumentDraft.
Banner {
    id: banner

    property var draft: null

    objectName: "recovered"
    visible: draft?.recovered ?? false
    kind: "info"
    text: draft ? qsTr("Recovered draft from %1").arg(Format.dateTime(draft.recoveredAt)) : ""
    detail: qsTr("This was typed but not saved.")
    action: qsTr("Keep")
    secondAction: qsTr("Discard")
    onActionTriggered: draft.keep()
    onSecondActionTriggered: draft.discard()
}
