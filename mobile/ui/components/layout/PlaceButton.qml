import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// One place of BottomBar or SideRail.
T.AbstractButton {
    id: button

    required property var place
    property bool marked: false
    property real labelSize: Theme.fonts.caption.pixelSize

    implicitWidth: Theme.target
    implicitHeight: Math.max(64, words.implicitHeight + pill.height + 2 * Theme.space.small + Theme.space.tiny)
    text: place.label
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.PageTab
    Accessible.name: (place.count ?? 0) > 0 ? text + ", " + place.count : text
    Accessible.selected: marked
    Keys.onReturnPressed: clicked()

    contentItem: Item {
        Rectangle {
            id: pill
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.space.small
            width: Theme.icon + 2 * Theme.space.large
            height: Theme.icon + Theme.space.small
            radius: height / 2
            color: button.marked ? Theme.colors.accentSoft : button.hovered ? Theme.colors.sunken : "transparent"
            border.width: button.marked && Theme.name === "sunlight" ? Theme.line : 0
            border.color: Theme.colors.accent
            Icon {
                anchors.centerIn: parent
                name: button.place.symbol
                color: button.marked ? Theme.colors.accentSoftInk : Theme.colors.textMuted
            }
            Badge {
                x: Math.min(parent.width / 2 + Theme.icon / 3, button.width - pill.x - width)
                y: -2
                count: button.place.count ?? 0
            }
            FocusRing { shown: button.visualFocus; corner: parent.radius }
        }
        Label {
            id: words
            anchors.top: pill.bottom
            anchors.topMargin: Theme.space.hair
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: button.text
            font.family: Theme.family
            font.weight: button.marked ? Font.Bold : Font.Normal
            font.pixelSize: button.labelSize
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 11
            color: button.marked ? Theme.colors.text : Theme.colors.textMuted
            Accessible.ignored: true
        }
    }
}
