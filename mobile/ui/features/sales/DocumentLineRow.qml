import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// One printed line. The discounts of the price list and of the rep are shown as one figure each.
ColumnLayout {
    id: line

    required property int index
    required property string description
    required property string sku
    required property real quantityMilli
    required property real unitPriceMinor
    required property int volumeDiscountBp
    required property int discountBp
    required property real netMinor

    property bool columned: false
    property string currency
    property real quantityWidth
    property real priceWidth
    property real amountWidth
    property real discountWidth

    readonly property string discounts: Pick.words([off(volumeDiscountBp), off(discountBp)], " ")
    readonly property string price: Format.money(unitPriceMinor, currency)
    readonly property string amount: Format.money(netMinor, currency)

    function off(discount: int): string {
        return discount > 0 ? "−" + Format.percent(discount) : ""
    }

    Layout.fillWidth: true
    spacing: 0
    Accessible.role: Accessible.ListItem
    Accessible.name: Pick.words([description, Format.quantity(quantityMilli) + " × " + price, discounts, amount], ", ")

    Separator { visible: line.index > 0 || line.columned }
    RowLayout {
        Layout.topMargin: Theme.space.small
        Layout.bottomMargin: Theme.space.small
        spacing: Theme.space.small

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0
            Label {
                Layout.fillWidth: true
                text: line.description
                wraps: true
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                text: line.columned ? line.sku
                    : Pick.words([Format.quantity(line.quantityMilli) + " × " + line.price, line.discounts], "  ")
                font: Theme.fonts.label
                muted: true
                wraps: true
                Accessible.ignored: true
            }
        }
        Label {
            Layout.preferredWidth: line.quantityWidth
            Layout.alignment: Qt.AlignTop
            visible: line.columned
            text: Format.quantity(line.quantityMilli)
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }
        Label {
            Layout.preferredWidth: line.priceWidth
            Layout.alignment: Qt.AlignTop
            visible: line.columned
            text: line.price
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }
        Label {
            Layout.preferredWidth: line.discountWidth
            Layout.alignment: Qt.AlignTop
            visible: line.columned
            text: line.discounts
            wraps: true
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }
        Label {
            Layout.preferredWidth: line.columned ? Math.max(line.amountWidth, implicitWidth) : implicitWidth
            Layout.alignment: Qt.AlignTop
            text: line.amount
            font: Theme.fonts.bodyStrong
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }
    }
}
