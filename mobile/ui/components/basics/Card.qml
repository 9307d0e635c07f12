import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme

// A surface that holds things belonging together, one below the other. `padding` 0 suits rows that reach the edge.
Rectangle {
    id: card

    property real padding: Theme.space.large
    property alias spacing: column.spacing
    property string tone: ""            // a tone colours the card's edge
    default property alias content: column.data

    Layout.fillWidth: true
    implicitWidth: column.implicitWidth + 2 * padding
    implicitHeight: column.implicitHeight + 2 * padding
    radius: Theme.radius.medium
    color: Theme.colors.surface
    border.color: tone === "" ? Theme.colors.outline : Theme.colors.strong(tone)
    border.width: Theme.line

    ColumnLayout {
        id: column
        // By hand: filling the card, its height and the card's would settle each other.
        x: card.padding
        y: card.padding
        width: card.width - 2 * card.padding
        spacing: Theme.space.small
    }
}
