pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// What a document comes to: list price, what is taken off, tax by rate, what the customer pays.
ColumnLayout {
    id: sums

    required property DocumentDraft paper

    readonly property var totals: paper.totals
    readonly property bool summed: totals.gross !== undefined
    readonly property string currency: paper.currency

    objectName: "documentTotals"
    Layout.fillWidth: true
    spacing: Theme.space.tiny

    Label {
        Layout.fillWidth: true
        visible: !sums.summed
        text: qsTr("There is no total while a line is wrong.")
        muted: true
        wraps: true
    }
    SumRow {
        visible: sums.summed && sums.totals.list > sums.totals.net
        label: qsTr("At list price")
        amount: Format.money(sums.totals.list ?? 0, sums.currency)
        muted: true
    }
    SumRow {
        visible: sums.summed && sums.totals.list > sums.totals.net
        label: qsTr("Discounts (%1)").arg(Format.percent(sums.totals.discount_bp ?? 0))
        amount: "−" + Format.money((sums.totals.list ?? 0) - (sums.totals.net ?? 0), sums.currency)
        muted: true
    }
    SumRow {
        visible: sums.summed
        label: qsTr("Net")
        amount: Format.money(sums.totals.net ?? 0, sums.currency)
    }
    Repeater {
        model: sums.totals.rates ?? []
        delegate: SumRow {
            required property var modelData
            label: qsTr("Tax %1 on %2").arg(Format.percent(modelData.rate_bp)).arg(Format.money(modelData.base, sums.currency))
            amount: Format.money(modelData.tax, sums.currency)
            muted: true
        }
    }
    Separator { visible: sums.summed }
    SumRow {
        objectName: "grossTotal"
        visible: sums.summed
        label: qsTr("Total")
        amount: Format.money(sums.totals.gross ?? 0, sums.currency)
        strong: true
    }
}
