import QtQuick
import Fieldfare.App
import Fieldfare.Components

// The discount that is given against what one may give, and what will happen, said before it does.
LimitBar {
    required property DocumentDraft paper

    objectName: "discountGauge"
    label: qsTr("Your discount")
    used: paper.usedBp
    limit: Math.max(1, paper.limitBp)
    standing: paper.limitState
    text: qsTr("%1 of %2").arg(Format.percent(paper.usedBp)).arg(Format.percent(paper.limitBp))
    hint: paper.limitState === "beyond" ? (paper.kind === "quote"
            ? qsTr("Beyond what you may give alone. Your manager is asked to agree before it can be issued.")
            : qsTr("Beyond what you may give alone. Write a quote and have it approved, then order from it."))
        : paper.limitState === "near"
            ? qsTr("%1 left; beyond it your manager must agree.").arg(Format.percent(paper.limitBp - paper.usedBp))
        : paper.usedBp > 0 ? qsTr("Within what you may give alone.") : qsTr("You may give up to %1 alone.").arg(Format.percent(paper.limitBp))
}
