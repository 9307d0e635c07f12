import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// What is decided: the discount against the rep's limit and the manager's, and what it costs in money.
Card {
    id: card

    required property var document
    required property int discountBp     // as the question states it

    readonly property var settings: Session.organisationRecord
    readonly property int repLimit: settings.rep_discount_limit_bp ?? 0
    readonly property int managerLimit: settings.manager_discount_limit_bp ?? 0
    readonly property var totals: document.totals ?? {}
    readonly property string currency: document.currency ?? ""
    readonly property real list: totals.list?.minor ?? 0      // minor units
    readonly property real net: totals.net?.minor ?? 0
    readonly property real beyond: Math.max(0, Math.round(list * (discountBp - repLimit) / 10000))

    spacing: Theme.space.medium

    Label {
        Layout.fillWidth: true
        text: qsTr("The discount")
        font: Theme.fonts.heading
        wraps: true
        Accessible.role: Accessible.Heading
    }
    LimitBar {
        label: qsTr("The rep's limit")
        text: qsTr("%1 of %2").arg(Format.percent(card.discountBp)).arg(Format.percent(card.repLimit))
        used: card.discountBp
        limit: card.repLimit
    }
    LimitBar {
        label: qsTr("Your limit")
        text: qsTr("%1 of %2").arg(Format.percent(card.discountBp)).arg(Format.percent(card.managerLimit))
        used: card.discountBp
        limit: card.managerLimit
        hint: card.discountBp <= card.managerLimit
              ? qsTr("%1 below what you may give alone").arg(Format.percent(card.managerLimit - card.discountBp))
              : qsTr("%1 beyond what you may give alone").arg(Format.percent(card.discountBp - card.managerLimit))
    }
    Separator {}
    Flow {
        id: figures

        readonly property int columns: width >= 460 * Theme.textScale ? 3 : 1
        readonly property real share: Math.floor((width - (columns - 1) * spacing) / columns)

        Layout.fillWidth: true
        spacing: Theme.space.medium
        Figure {
            width: figures.share
            label: qsTr("At list price")
            value: Format.money(card.list, card.currency)
        }
        Figure {
            width: figures.share
            label: qsTr("As quoted, before tax")
            value: Format.money(card.net, card.currency)
        }
        Figure {
            width: figures.share
            label: qsTr("Given beyond the rep's limit")
            value: Format.money(card.beyond, card.currency)
            strong: true
        }
    }
}
