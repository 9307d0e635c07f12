import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A product at this customer's price; how many of it are in the document can be changed here.
ListRow {
    id: row

    required property DocumentDraft draft
    required property string recordId
    required property string sku
    required property string name
    required property string unit
    required property var priceMinor
    required property string currency
    required property int discountBp
    required property real volumeFromMilli
    required property int volumeDiscountBp
    required property var stockMilli
    required property real inDraftMilli

    readonly property bool priced: priceMinor !== undefined && priceMinor !== null
    readonly property string price: !priced ? qsTr("No price")
        : discountBp > 0 ? qsTr("%1 −%2", "price and discount").arg(Format.money(priceMinor, currency)).arg(Format.percent(discountBp))
        : Format.money(priceMinor, currency)
    readonly property string more: volumeFromMilli <= 0 ? ""
        : qsTr("from %1: −%2").arg(Format.quantity(volumeFromMilli)).arg(Format.percent(volumeDiscountBp))
    readonly property string stock: stockMilli === undefined || stockMilli === null ? ""
        : stockMilli > 0 ? qsTr("%1 in stock").arg(Format.quantity(stockMilli)) : qsTr("out of stock")

    function typed(text: string) {
        const milli = Format.parseQuantity(text)
        stepper.wrong = Number.isNaN(milli) || milli < 0
        if (!stepper.wrong)
            draft.setProductQuantity(recordId, milli)
    }

    objectName: "product-" + sku
    title: name
    titleWraps: true
    subtitle: unit === "" || !priced ? price : qsTr("%1 / %2", "price per unit").arg(price).arg(unit)
    note: Pick.words([sku, stock, more], " · ")
    enabled: priced
    onClicked: if (inDraftMilli <= 0) draft.addProduct(recordId)

    IconButton {
        objectName: "addProduct"
        visible: row.inDraftMilli <= 0
        symbol: "plus"
        text: qsTr("Add %1").arg(row.name)
        color: Theme.colors.accent
        onClicked: row.draft.addProduct(row.recordId)
    }
    Stepper {
        id: stepper
        objectName: "productQuantity"
        visible: row.inDraftMilli > 0
        numberWidth: Math.round(48 * Theme.textScale)
        name: qsTr("Quantity of %1").arg(row.name)
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        onDecreased: row.draft.setProductQuantity(row.recordId, Math.max(0, row.inDraftMilli - 1000))
        onIncreased: row.draft.setProductQuantity(row.recordId, row.inDraftMilli + 1000)
        onEdited: text => row.typed(text)
        onFinished: wrong = false
    }
    Binding {
        target: stepper
        property: "text"
        value: Format.quantity(row.inDraftMilli)
        when: !stepper.input.activeFocus
        restoreMode: Binding.RestoreNone
    }
}
