import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// A heading and what it is about.
ColumnLayout {
    id: specimen

    property string title
    default property alias content: slot.data

    Layout.fillWidth: true
    Layout.bottomMargin: Theme.space.small
    spacing: Theme.space.small

    Label {
        Layout.fillWidth: true
        text: specimen.title
        font: Theme.fonts.captionStrong
        color: Theme.colors.accent
        wraps: true
    }
    ColumnLayout {
        id: slot
        Layout.fillWidth: true
        spacing: Theme.space.small
    }
}
