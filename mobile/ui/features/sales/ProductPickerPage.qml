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

    readonly property var totals: draft.totals

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
                text: qsTr("%n line(s)", "", page.draft.lines.count)
                font: Theme.fonts.caption
                muted: true
            }
            Label {
                Layout.fillWidth: true
                text: Format.money(page.totals.gross, page.draft.currency)
                font: Theme.fonts.heading
                fontSizeMode: Text.HorizontalFit    // an amount is shown whole
                minimumPixelSize: Theme.fonts.caption.pixelSize / 2
                Accessible.name: qsTr("Total: %1").arg(text)
            }
        },
        Button {
            objectName: "productsDone"
            kind: "primary"
            text: qsTr("Done")
            onClicked: Navigation.back()
        }
    ]
    Component.onCompleted: catalogue.focusSearch()
}
