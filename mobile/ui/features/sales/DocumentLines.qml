pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The lines of a quote or an order as they are printed: in columns where there is room, else two lines each.
ColumnLayout {
    id: lines

    required property DocumentDraft paper

    readonly property bool columned: width >= 560 * Theme.textScale
    readonly property real quantityWidth: 72 * Theme.textScale
    readonly property real priceWidth: 104 * Theme.textScale
    readonly property real amountWidth: 132 * Theme.textScale
    readonly property real discountWidth: 76 * Theme.textScale

    Layout.fillWidth: true
    spacing: 0

    RowLayout {
        visible: lines.columned && rows.count > 0
        spacing: Theme.space.small
        Repeater {
            model: [{ text: qsTr("Item"), width: -1 }, { text: qsTr("Quantity"), width: lines.quantityWidth },
                    { text: qsTr("Price"), width: lines.priceWidth }, { text: qsTr("Discount"), width: lines.discountWidth },
                    { text: qsTr("Amount"), width: lines.amountWidth }]
            delegate: Label {
                required property var modelData
                Layout.fillWidth: modelData.width < 0
                Layout.preferredWidth: modelData.width
                text: modelData.text
                font: Theme.fonts.captionStrong
                muted: true
                horizontalAlignment: modelData.width < 0 ? Text.AlignLeft : Text.AlignRight
            }
        }
    }
    Repeater {
        id: rows
        model: lines.paper.lines
        delegate: DocumentLineRow {
            columned: lines.columned
            currency: lines.paper.currency
            quantityWidth: lines.quantityWidth
            priceWidth: lines.priceWidth
            amountWidth: lines.amountWidth
            discountWidth: lines.discountWidth
        }
    }
    Label {
        Layout.fillWidth: true
        visible: rows.count === 0
        text: qsTr("No lines yet")
        muted: true
    }
}
