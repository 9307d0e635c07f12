pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A quote or an order being written: lines, discount against the limit, totals as one types. On a wide screen the
// catalogue is beside it. What is typed is kept at once; saving makes it a record.
AppPage {
    id: page

    property string kind: "quote"
    property string documentId           // of the document that is changed; empty for a new one
    property string customerId           // whose it is, when it is new
    property string copyOf               // a document whose lines it begins with
    readonly property alias draft: draft
    property alias details: detailCard.content

    readonly property var totals: draft.totals
    readonly property var errors: draft.errors
    readonly property bool ofQuote: kind === "quote"
    readonly property bool catalogued: width >= 900

    signal saved(string id)

    wholeWidth: true
    symbol: kind
    subtitle: customer.title

    // The lines of the document to copy, once, unless a draft was begun before.
    function begin() {
        if (!draft.ready || copyOf === "" || draft.recovered)
            return
        const source = copyOf
        copyOf = ""
        draft.copyFrom(source, (result, fault) => {
            if (fault)
                Navigation.explain(fault)
            else if (result.leftOut.length > 0)
                Navigation.toast(qsTr("Not sold any more: %1").arg(result.leftOut.join(", ")))
        })
    }

    function pickProducts() {
        Navigation.open("ProductPickerPage", { draft: draft })
    }

    function remove(lineId: string, name: string) {
        draft.removeLine(lineId)
        Navigation.toast(qsTr("%1 is removed.").arg(name), qsTr("Undo"), () => draft.undo())
    }

    function save() {
        draft.save((id, fault) => {
            if (fault) {
                Navigation.explain(fault)
                return
            }
            page.saved(id)
        })
    }

    DocumentDraft {
        id: draft
        kind: page.kind
        recordId: page.documentId
        customerId: page.customerId
        onReadyChanged: page.begin()
    }
    RecordItem {
        id: customer
        recordId: draft.customerId
    }

    banner: RecoveredBanner { draft: page.draft }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        Flickable {
            id: sheetArea
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: column.implicitHeight + 2 * Theme.space.large
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            T.ScrollBar.vertical: ScrollBar {}

            ColumnLayout {
                id: column
                x: Math.max(Theme.space.large, (sheetArea.width - width) / 2)
                y: Theme.space.medium
                width: Math.min(sheetArea.width - 2 * Theme.space.large, Theme.reading)
                spacing: Theme.space.medium

                Banner {
                    visible: text !== ""
                    kind: "warning"
                    text: page.errors[""] ?? ""
                }
                SectionHeader {
                    text: qsTr("Lines")
                    count: rows.count
                }
                Repeater {
                    id: rows
                    model: draft.lines
                    delegate: LineCard {
                        draft: page.draft
                        onRemoveRequested: page.remove(lineId, description)
                        onDetailsRequested: lineSheet.show(this)
                    }
                }
                Card {
                    visible: rows.count === 0
                    EmptyState {
                        symbol: page.kind
                        title: page.ofQuote ? qsTr("An empty quote") : qsTr("An empty order")
                        text: page.catalogued ? qsTr("Choose products from the catalogue beside.")
                                           : qsTr("Add what the customer wants; prices are this customer's.")
                    }
                }
                Button {
                    objectName: "addProducts"
                    Layout.fillWidth: true
                    visible: !page.catalogued
                    kind: rows.count === 0 ? "primary" : "secondary"
                    symbol: "plus"
                    text: qsTr("Add products")
                    onClicked: page.pickProducts()
                }
                Card {
                    visible: rows.count > 0
                    NumberField {
                        id: headerDiscount
                        objectName: "headerDiscount"
                        label: qsTr("Discount on everything")
                        value: draft.headerDiscountBp
                        minimum: 0
                        maximum: 10000
                        step: 50
                        steps: true
                        parse: text => Format.parsePercent(text)
                        format: bp => Format.percent(bp)
                        onChosen: value => draft.headerDiscountBp = value ?? 0
                    }
                    DiscountGauge {
                        Layout.topMargin: Theme.space.small
                        paper: page.draft
                    }
                }
                Card {
                    visible: rows.count > 0
                    DocumentTotals { paper: page.draft }
                }
                Card {
                    id: detailCard
                    spacing: Theme.space.medium
                }
            }
        }
        Rectangle {
            Layout.fillHeight: true
            visible: page.catalogued
            implicitWidth: Theme.line
            color: Theme.colors.outline
        }
        Repeater {
            model: page.catalogued ? 1 : 0
            delegate: ProductCatalogue {
                Layout.fillHeight: true
                Layout.fillWidth: false
                Layout.preferredWidth: Math.round(page.width * 0.42)
                draft: page.draft
            }
        }
    }

    footer: [
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0
            Label {
                Layout.fillWidth: true
                text: qsTr("Total")
                font: Theme.fonts.caption
                muted: true
                Accessible.ignored: true
            }
            Label {
                objectName: "footerTotal"
                Layout.fillWidth: true
                text: Format.money(page.totals.gross, draft.currency)
                font: Theme.fonts.heading
                fontSizeMode: Text.HorizontalFit    // an amount is shown whole
                minimumPixelSize: Theme.fonts.caption.pixelSize / 2
                Accessible.name: qsTr("Total: %1").arg(text)
            }
        },
        Button {
            objectName: "saveDocument"
            kind: rows.count > 0 ? "primary" : "secondary"
            text: qsTr("Save")
            busy: draft.saving
            enabled: rows.count > 0 && headerDiscount.typedWrong === ""
            onClicked: page.save()
        }
    ]

    LineSheet {
        id: lineSheet
        draft: page.draft
        onRemoveRequested: (lineId, name) => page.remove(lineId, name)
    }
}
