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
                                    && words.x + Math.max(Math.ceil(natural.advanceWidth) + 1, Math.min(about.implicitWidth, width * 0.45))
                                       + Theme.space.small + statusSlot.width
                                       > actionSlot.x - Theme.space.tiny
    readonly property real row: Math.max(Theme.target, words.implicitHeight, actionSlot.height)

    // Large text: a word that is wider than the page is set smaller before it is broken. Chinese breaks anywhere.
    readonly property bool breaksAnywhere: /[\u2e80-\uffff]/.test(title)
    readonly property real fit: breaksAnywhere ? 1 : Math.max(0.7, Math.min(1, words.width / (Math.ceil(widest.advanceWidth) + 2)))

    implicitWidth: 320
    implicitHeight: Theme.space.small + row + (stacked ? statusSlot.height : Theme.space.tiny)
    color: Theme.colors.background

    // Measured apart: what a text is wide depends on the room it is given.
    TextMetrics {
        id: natural
        font: Theme.fonts.title
        text: header.title
    }
    TextMetrics {
        id: widest
        font: Theme.fonts.title
        text: header.title.split(" ").reduce((widest, word) => word.length > widest.length ? word : widest, "")
    }

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
            font: Qt.font({ family: Theme.family, weight: Theme.fonts.title.weight,
                            pixelSize: Math.floor(Theme.fonts.title.pixelSize * header.fit) })
            wraps: true
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
        // Below the title, as far to the left as large text needs.
        x: header.stacked ? Math.max(Theme.space.tiny, Math.min(words.x, header.width - width - Theme.space.tiny))
                          : actionSlot.x - width
        y: header.stacked ? Theme.space.small + header.row : Theme.space.small + (header.row - height) / 2
        spacing: Theme.space.small
    }
    Row {
        id: actionSlot
        x: header.width - width - (width > 0 ? Theme.space.tiny : Theme.space.large)
        y: Theme.space.small + (header.row - height) / 2
    }
}
