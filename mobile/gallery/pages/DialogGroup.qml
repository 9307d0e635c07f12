import QtQuick
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    implicitHeight: 620
    Component.onCompleted: dialog.open()

    Dialog {
        id: dialog
        title: qsTr("Discard this change?")
        text: qsTr("It was never sent. What you typed goes:")
        losses: [qsTr("Notes: Wants the new range"), qsTr("Outcome: Follow up")]
        accept: qsTr("Discard")
        reject: qsTr("Keep it")
        dangerous: true
    }
}
