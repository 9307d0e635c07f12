import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// `kind`: "primary" (one a page), "secondary", "quiet" (no edge), "danger", or "inverse" on a
// ground of the text's colour. `busy` shows that its work goes on and takes no second click.
T.Button {
    id: button

    property string kind: "secondary"
    property string symbol               // icon's name
    property bool busy: false

    readonly property bool filled: kind === "primary" || kind === "danger"
    readonly property color ink: !enabled ? Theme.colors.textDisabled
                               : kind === "primary" ? Theme.colors.primaryInk
                               : kind === "danger" ? Theme.colors.dangerInk
                               : kind === "quiet" ? Theme.colors.accent
                               : kind === "inverse" ? (down || hovered ? Theme.colors.text : Theme.colors.background) : Theme.colors.text
    readonly property color fill: {
        const colors = Theme.colors
        if (filled && !enabled)
            return colors.disabled
        if (kind === "primary")
            return down ? colors.primaryPressed : hovered ? colors.primaryHover : colors.primary
        if (kind === "danger")
            return down ? colors.dangerPressed : hovered ? colors.dangerHover : colors.danger
        if (kind === "inverse")
            return down || hovered ? colors.background : "transparent"
        if (!enabled)
            return kind === "quiet" ? "transparent" : colors.surface
        return down ? colors.accentSoft : hovered ? colors.sunken : kind === "quiet" ? "transparent" : colors.surface
    }

    implicitWidth: Math.max(Theme.target, contentItem.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, contentItem.implicitHeight + topPadding + bottomPadding)
    leftPadding: kind === "quiet" ? Theme.space.medium : Theme.space.large
    rightPadding: leftPadding
    topPadding: Theme.space.small
    bottomPadding: Theme.space.small
    hoverEnabled: true
    font: Theme.fonts.bodyStrong
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: busy ? qsTr("Working") : ""
    Keys.onReturnPressed: if (!busy) clicked()
    Keys.onEnterPressed: if (!busy) clicked()
    Keys.onSpacePressed: event => event.accepted = busy

    contentItem: IconText {
        symbol: button.symbol
        text: button.text
        busy: button.busy
        font: button.font
        color: button.ink
    }
    background: Rectangle {
        radius: Theme.radius.medium
        color: button.fill
        border.width: button.kind === "secondary" ? Theme.line : 0
        border.color: button.enabled ? Theme.colors.outlineStrong : Theme.colors.outline
        FocusRing { shown: button.visualFocus }
    }

    // While busy the button stands as it is but hears nothing.
    MouseArea {
        anchors.fill: parent
        visible: button.busy
        onClicked: mouse => mouse.accepted = true
    }
}
