import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// A page whose content is a column that scrolls, no wider than one reads. The focused field is kept in sight.
Page {
    id: page

    default property alias column: column.data
    property alias spacing: column.spacing
    property real margin: Theme.space.large
    property real maximumWidth: Theme.reading
    readonly property alias flickable: flickable

    function show(item: Item) {
        const at = item.mapToItem(column, 0, 0)
        const top = at.y - Theme.space.vast
        const bottom = at.y + item.height + Theme.space.vast
        if (top < flickable.contentY)
            flickable.contentY = Math.max(0, top)
        else if (bottom > flickable.contentY + flickable.height)
            flickable.contentY = Math.max(0, Math.min(bottom, flickable.contentHeight) - flickable.height)
    }

    content: Flickable {
        id: flickable

        readonly property Item focused: Window.activeFocusItem

        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * page.margin
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        onFocusedChanged: {
            for (let item = focused; item; item = item.parent) {
                if (item === column) {
                    page.show(focused)
                    return
                }
            }
        }

        ColumnLayout {
            id: column
            x: Math.max(page.margin, (flickable.width - width) / 2)
            y: page.margin
            width: Math.min(flickable.width - 2 * page.margin, page.maximumWidth)
            spacing: Theme.space.medium
        }
    }
}
