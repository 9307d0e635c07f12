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
    Item {
        id: cells

        readonly property bool stacked: !line.columned && width < 280 * Theme.textScale
        readonly property real amountWidth: line.columned ? Math.max(line.amountWidth, sum.implicitWidth) : sum.implicitWidth
        // The right edges of the columns.
        readonly property real discountEnd: width - amountWidth - Theme.space.small
        readonly property real priceEnd: discountEnd - line.discountWidth - Theme.space.small
        readonly property real quantityEnd: priceEnd - line.priceWidth - Theme.space.small
        readonly property real wordsWidth: stacked ? width : line.columned ? quantityEnd - line.quantityWidth - Theme.space.small
                                                                         : discountEnd

        Layout.fillWidth: true
        Layout.topMargin: Theme.space.small
        Layout.bottomMargin: Theme.space.small
        implicitHeight: Math.max(about.y + about.implicitHeight + (stacked ? sum.implicitHeight : 0), discount.visible ? discount.implicitHeight : 0)

        Label {
            id: name
            width: cells.wordsWidth
            text: line.description
            wraps: true
            Accessible.ignored: true
        }
        Label {
            id: about
            y: name.implicitHeight
            width: cells.wordsWidth
            text: line.columned ? line.sku
                : Pick.words([Format.quantity(line.quantityMilli) + " × " + line.price, line.discounts], "  ")
            font: Theme.fonts.label
            muted: true
            wraps: true
            Accessible.ignored: true
        }
        Label {
            x: cells.quantityEnd - width
            visible: line.columned
            text: Format.quantity(line.quantityMilli)
            Accessible.ignored: true
        }
        Label {
            x: cells.priceEnd - width
            visible: line.columned
            text: line.price
            Accessible.ignored: true
        }
        Label {
            id: discount
            x: cells.discountEnd - width
            width: line.discountWidth
            visible: line.columned
            text: line.discounts
            wraps: true
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }
        Label {
            id: sum
            x: cells.width - width
            y: cells.stacked ? about.y + about.implicitHeight : 0
            text: line.amount
            font: Theme.fonts.bodyStrong
            Accessible.ignored: true
        }
    }
}
