import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme

// A group's specimens, one below the other.
Rectangle {
    property real naturalWidth: 390      // of its picture
    default property alias content: column.data

    implicitHeight: column.implicitHeight + 2 * Theme.space.large
    color: Theme.colors.background

    ColumnLayout {
        id: column
        x: Theme.space.large
        y: Theme.space.large
        width: parent.width - 2 * x
        spacing: Theme.space.medium
    }
}
