import QtQuick
import Fieldfare.Theme
import Fieldfare.Components

// An icon and words in the middle of the room they are given; words that are longer take two lines.
Item {
    id: face

    property string symbol
    property string text
    property string afterSymbol
    property bool busy: false
    property int count: 0
    property font font: Theme.fonts.label
    property color color: Theme.colors.text
    property real iconSize: Theme.smallIcon
    property real spacing: Theme.space.small

    readonly property real others: (before.visible || spinner.visible ? iconSize + spacing : 0)
                                   + (after.visible ? iconSize + spacing : 0) + (badge.visible ? badge.width + spacing : 0)

    // Measured apart: a text that wraps is as wide as it is told to be.
    TextMetrics {
        id: natural
        font: face.font
        text: face.text
    }

    implicitWidth: words.visible ? Math.ceil(natural.advanceWidth) + 1 + others : Math.max(0, others - spacing)
    implicitHeight: iconSize

    // No binding: the height that is asked for may change the width that is given, and with it the words' lines.
    function settle() {
        implicitHeight = Math.max(words.visible ? words.implicitHeight : 0, others > 0 ? iconSize : 0)
    }

    onOthersChanged: settle()
    onIconSizeChanged: settle()
    Component.onCompleted: settle()

    Row {
        id: row
        anchors.centerIn: parent
        spacing: face.spacing

        Spinner {
            id: spinner
            anchors.verticalCenter: parent.verticalCenter
            visible: face.busy
            size: face.iconSize
            color: face.color
        }
        Icon {
            id: before
            anchors.verticalCenter: parent.verticalCenter
            visible: face.symbol !== "" && !face.busy
            name: face.symbol
            size: face.iconSize
            color: face.color
        }
        Text {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            visible: face.text !== ""
            width: Math.min(Math.ceil(natural.advanceWidth) + 1, Math.max(0, face.width - face.others))
            text: face.text
            font: face.font
            color: face.color
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            elide: Text.ElideRight
            horizontalAlignment: row.children.length > 1 ? Text.AlignLeft : Text.AlignHCenter
            textFormat: Text.PlainText
            onImplicitHeightChanged: face.settle()
            onVisibleChanged: face.settle()
        }
        Icon {
            id: after
            anchors.verticalCenter: parent.verticalCenter
            visible: face.afterSymbol !== ""
            name: face.afterSymbol
            size: face.iconSize
            color: face.color
        }
        Badge {
            id: badge
            anchors.verticalCenter: parent.verticalCenter
            count: face.count
        }
    }
}
