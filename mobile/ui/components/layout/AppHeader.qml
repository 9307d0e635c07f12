import QtQuick
import Fieldfare.Theme
import Fieldfare.Components

// The top of a page: back, title, actions, and the status, which goes below the title where the width is short.
Rectangle {
    id: header

    property string title
    property string subtitle
    property bool canGoBack: false
    property alias actions: actionSlot.data
    property alias status: statusSlot.data

    signal backRequested()

    readonly property bool stacked: statusSlot.width > 0
                                    && words.x + Math.max(heading.implicitWidth, Math.min(about.implicitWidth, width * 0.45))
                                       + Theme.space.small + statusSlot.width
                                       > actionSlot.x - Theme.space.tiny
    readonly property real row: Math.max(Theme.target, words.implicitHeight, actionSlot.height)

    implicitWidth: 320
    implicitHeight: Theme.space.small + row + (stacked ? statusSlot.height : Theme.space.tiny)
    color: Theme.colors.background

    // By hand rather than by layouts: the heights of wrapped words settle at once.
    IconButton {
        id: back
        objectName: "back"
        x: Theme.space.tiny
        y: Theme.space.small + (header.row - height) / 2
        visible: header.canGoBack
        symbol: "back"
        text: qsTr("Back")
        onClicked: header.backRequested()
    }
    Column {
        id: words
        x: header.canGoBack ? back.x + back.width + Theme.space.tiny : Theme.space.large
        y: Theme.space.small + (header.row - implicitHeight) / 2
        width: Math.max(0, (header.stacked || statusSlot.width === 0 ? actionSlot.x : statusSlot.x - Theme.space.small) - x)
        Label {
            id: heading
            width: words.width
            text: header.title
            font: Theme.fonts.title
            wrapMode: Text.WordWrap
            height: contentHeight
            fontSizeMode: Text.HorizontalFit    // for a long word
            minimumPixelSize: Theme.fonts.caption.pixelSize
            maximumLineCount: 2
            mayShorten: true
            Accessible.role: Accessible.Heading
        }
        Label {
            id: about
            width: words.width
            visible: header.subtitle !== ""
            text: header.subtitle
            font: Theme.fonts.label
            muted: true
            wraps: true
            maximumLineCount: 2
            mayShorten: true
        }
    }
    Row {
        id: statusSlot
        x: header.stacked ? (header.canGoBack ? words.x : Theme.space.large) : actionSlot.x - width
        y: header.stacked ? Theme.space.small + header.row : Theme.space.small + (header.row - height) / 2
        spacing: Theme.space.small
    }
    Row {
        id: actionSlot
        x: header.width - width - (width > 0 ? Theme.space.tiny : Theme.space.large)
        y: Theme.space.small + (header.row - height) / 2
    }
}
