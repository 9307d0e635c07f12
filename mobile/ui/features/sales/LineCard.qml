import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components

// A line being written: how many, at which price, what it comes to. The pencil opens its discount and price.
Card {
    id: card

    required property DocumentDraft draft
    required property string lineId
    required property string description
    required property string sku
    required property real quantityMilli
    required property real unitPriceMinor
    required property real listPriceMinor
    required property int volumeDiscountBp
    required property int discountBp
    required property real netMinor
    required property string problem

    readonly property string currency: draft.currency
    readonly property string quantityText: Format.quantity(quantityMilli)

    signal removeRequested()
    signal detailsRequested()

    function typed(text: string) {
        const milli = Format.parseQuantity(text)
        stepper.wrong = Number.isNaN(milli) || milli <= 0
        if (!stepper.wrong)
            draft.setQuantity(lineId, milli)
    }

    objectName: "line-" + sku
    tone: problem === "" ? "" : "danger"
    padding: Theme.space.medium
    Accessible.role: Accessible.Grouping
    Accessible.name: description

    GridLayout {
        columns: card.width < 260 * Theme.textScale ? 1 : 2
        columnSpacing: Theme.space.medium
        rowSpacing: 0
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0
            Label {
                Layout.fillWidth: true
                text: card.description
                font: Theme.fonts.bodyStrong
                wraps: true
            }
            Label {
                Layout.fillWidth: true
                text: card.sku
                font: Theme.fonts.caption
                muted: true
            }
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop | Qt.AlignRight
            spacing: 0
            Label {
                objectName: "lineNet"
                Layout.alignment: Qt.AlignRight
                text: Format.money(card.netMinor, card.currency)
                font: Theme.fonts.bodyStrong
            }
            Label {
                Layout.alignment: Qt.AlignRight
                text: qsTr("%1 each").arg(Format.money(card.unitPriceMinor, card.currency))
                font: Theme.fonts.caption
                muted: true
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        visible: card.volumeDiscountBp > 0 || card.discountBp > 0 || card.unitPriceMinor !== card.listPriceMinor
        spacing: Theme.space.tiny
        Mark {
            visible: card.volumeDiscountBp > 0
            text: qsTr("Price list −%1").arg(Format.percent(card.volumeDiscountBp))
            symbol: "tag"
            tone: "info"
        }
        Mark {
            visible: card.discountBp > 0
            text: qsTr("You −%1").arg(Format.percent(card.discountBp))
            symbol: "percent"
            tone: "accent"
        }
        Mark {
            visible: card.unitPriceMinor !== card.listPriceMinor
            text: qsTr("List price %1").arg(Format.money(card.listPriceMinor, card.currency))
            symbol: "edit"
            tone: "warning"
        }
    }
    Label {
        Layout.fillWidth: true
        visible: card.problem !== ""
        text: card.problem
        font: Theme.fonts.label
        color: Theme.colors.danger
        wraps: true
        Accessible.role: Accessible.AlertMessage
    }
    GridLayout {
        columns: card.width < 300 * Theme.textScale ? 1 : 2
        columnSpacing: Theme.space.tiny
        rowSpacing: Theme.space.tiny
        Stepper {
            id: stepper
            objectName: "lineQuantity"
            name: qsTr("Quantity of %1").arg(card.description)
            canDecrease: card.quantityMilli > 1000
            inputMethodHints: Qt.ImhFormattedNumbersOnly
            onDecreased: card.draft.setQuantity(card.lineId, Math.max(1000, card.quantityMilli - 1000))
            onIncreased: card.draft.setQuantity(card.lineId, card.quantityMilli + 1000)
            onEdited: text => card.typed(text)
            onFinished: wrong = false
        }
        Row {
            Layout.fillWidth: true
            layoutDirection: Qt.RightToLeft
            IconButton {
                objectName: "removeLine"
                symbol: "trash"
                text: qsTr("Remove %1").arg(card.description)
                color: Theme.colors.danger
                onClicked: card.removeRequested()
            }
            IconButton {
                objectName: "lineDetails"
                symbol: "percent"
                text: qsTr("Discount and price of %1").arg(card.description)
                onClicked: card.detailsRequested()
            }
        }
    }
    // While one types the field keeps what was typed.
    Binding {
        target: stepper
        property: "text"
        value: card.quantityText
        when: !stepper.input.activeFocus
        restoreMode: Binding.RestoreNone
    }
}
