import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// A short word that is on or off (`marked`), or with `removable` one that can be taken away.
T.AbstractButton {
    id: chip

    property bool marked: false
    property bool removable: false
    property string symbol
    property int count: -1

    signal removed()

    readonly property color ink: !enabled ? Theme.colors.textDisabled : marked ? Theme.colors.accentSoftInk : Theme.colors.text

    implicitWidth: Math.max(Theme.target, Math.min(contentItem.implicitWidth, 280 * Theme.textScale) + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, contentItem.implicitHeight + topPadding + bottomPadding)
    horizontalPadding: Theme.space.medium
    verticalPadding: Theme.space.small
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    font: marked ? Theme.fonts.labelStrong : Theme.fonts.label
    Accessible.role: removable ? Accessible.Button : Accessible.CheckBox
    Accessible.name: removable ? qsTr("Remove %1").arg(text) : text
    Accessible.checkable: !removable
    Accessible.checked: marked
    Keys.onReturnPressed: clicked()
    Keys.onDeletePressed: if (removable) removed()
    onClicked: if (removable) removed()

    contentItem: IconText {
        symbol: chip.marked && !chip.removable ? "check" : chip.symbol
        text: chip.count < 0 ? chip.text : chip.text + "  " + chip.count
        afterSymbol: chip.removable ? "close" : ""
        font: chip.font
        color: chip.ink
        spacing: Theme.space.tiny + 2
    }
    // Smaller than what can be touched.
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: Theme.space.tiny
            anchors.bottomMargin: Theme.space.tiny
            radius: height / 2
            color: chip.marked ? Theme.colors.accentSoft : chip.down || chip.hovered ? Theme.colors.sunken : Theme.colors.surface
            border.width: Theme.line
            border.color: !chip.enabled ? Theme.colors.outline : chip.marked ? Theme.colors.accent : Theme.colors.outlineStrong
            FocusRing { shown: chip.visualFocus; corner: parent.radius }
        }
    }
}
