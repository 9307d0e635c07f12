import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The catalogue on a page of its own, for a narrow screen. Every change is in the document at once.
AppPage {
    id: page

    required property DocumentDraft draft

    objectName: "productPickerPage"
    title: qsTr("Add products")
    wholeWidth: true

    ProductCatalogue {
        id: catalogue
        anchors.fill: parent
        draft: page.draft
    }
    footer: [
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0
            Label {
                Layout.fillWidth: true
                text: qsTr("%n line(s)", "", page.draft.lineCount)
                font: Theme.fonts.caption
                muted: true
            }
            Label {
                Layout.fillWidth: true
                text: Format.money(page.draft.totals?.gross ?? 0, page.draft.currency)
                font: Theme.fonts.heading
                Accessible.name: qsTr("Total: %1").arg(text)
            }
        },
        Button {
            objectName: "productsDone"
            kind: "primary"
            symbol: "check"
            text: qsTr("Done")
            onClicked: Navigation.back()
        }
    ]
    Component.onCompleted: catalogue.focusSearch()
}
