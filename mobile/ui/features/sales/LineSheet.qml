import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The discount and the price of one line, with what they do to the limit beside them.
Sheet {
    id: sheet

    required property DocumentDraft draft
    property string lineId
    property string name
    property real listPrice: 0
    property var price
    property var discount

    signal removeRequested(string lineId, string name)

    function show(line: LineCard) {
        lineId = line.lineId
        name = line.description
        listPrice = line.listPriceMinor
        price = line.unitPriceMinor
        discount = line.discountBp
        open()
    }

    title: name

    NumberField {
        id: discountField
        objectName: "lineDiscount"
        label: qsTr("Your discount on this line")
        value: sheet.discount
        minimum: 0
        maximum: 10000
        step: 50
        steps: true
        parse: text => Format.parsePercent(text)
        format: bp => Format.percent(bp)
        onChosen: value => {
            sheet.discount = value ?? 0
            sheet.draft.setDiscount(sheet.lineId, sheet.discount)
        }
    }
    MoneyField {
        id: priceField
        objectName: "linePrice"
        label: qsTr("Price each")
        helper: qsTr("List price %1").arg(Format.money(sheet.listPrice, sheet.draft.currency))
        currency: sheet.draft.currency
        value: sheet.price
        parse: text => Format.parseMoney(text, sheet.draft.currency)
        format: minor => Format.moneyInput(minor, sheet.draft.currency)
        onChosen: value => {
            if (value === undefined)
                return
            sheet.price = value
            sheet.draft.setPrice(sheet.lineId, value)
        }
    }
    DiscountGauge { paper: sheet.draft }
    footer: [
        Button {
            kind: "quiet"
            symbol: "trash"
            text: qsTr("Remove")
            onClicked: {
                sheet.close()
                sheet.removeRequested(sheet.lineId, sheet.name)
            }
        },
        Item { Layout.fillWidth: true },
        Button {
            objectName: "lineDone"
            kind: "primary"
            text: qsTr("Done")
            enabled: discountField.typedWrong === "" && priceField.typedWrong === ""
            onClicked: sheet.close()
        }
    ]
}
