import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Asks somebody with a wider limit to agree to a quote, with a word on why.
Sheet {
    id: sheet

    required property DocumentDraft paper
    property bool busy: false

    signal asked()

    title: qsTr("Ask for approval")

    function send() {
        busy = true
        paper.askApproval(why.text.trim(), (result, fault) => {
            sheet.busy = false
            if (fault) {
                why.error = fault.message
                return
            }
            sheet.close()
            sheet.asked()
        })
    }

    DiscountGauge { paper: sheet.paper }
    TextArea {
        id: why
        objectName: "approvalQuestion"
        label: qsTr("Why this customer should have it")
        helper: qsTr("Your manager sees this with the quote.")
        maximumLength: 500
        onEdited: error = ""
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("The quote waits until your manager has decided. You can take it back meanwhile.")
        font: Theme.fonts.label
        muted: true
        wraps: true
    }
    footer: Button {
        objectName: "sendApproval"
        Layout.fillWidth: true
        kind: "primary"
        symbol: "clock"
        text: qsTr("Ask my manager")
        busy: sheet.busy
        enabled: why.text.length <= 500
        onClicked: sheet.send()
    }
}
