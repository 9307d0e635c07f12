import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme

// A thin line between things.
Rectangle {
    implicitHeight: Theme.line
    Layout.fillWidth: true
    color: Theme.colors.outline
}
