import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// The heading of a group, with how many there are and an action beside it.
GridLayout {
    id: header

    property string text
    property int count: -1              // not shown below 0
    property string action              // the quiet button's words; none if empty

    signal actionTriggered()

    Layout.fillWidth: true
    columns: button.visible && width < 300 * Theme.textScale ? 1 : 2
    columnSpacing: Theme.space.small
    rowSpacing: 0

    Label {
        Layout.fillWidth: true
        Layout.minimumHeight: Theme.target
        verticalAlignment: Text.AlignVCenter
        text: header.count < 0 ? header.text : header.text + "  " + header.count
        font: Theme.fonts.heading
        wraps: true
        Accessible.role: Accessible.Heading
    }
    Button {
        id: button
        Layout.maximumWidth: header.width
        visible: header.action !== ""
        kind: "quiet"
        text: header.action
        onClicked: header.actionTriggered()
    }
}
