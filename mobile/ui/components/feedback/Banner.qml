import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// A sentence across the page, with what can be done about it. `kind`: "info", "offline", "success", "warning", "error".
Rectangle {
    id: banner

    property string kind: "info"
    property string text
    property string detail
    property string action
    property string secondAction
    property bool dismissable: false
    property real corner: Theme.radius.medium   // 0 where it reaches the edges

    signal actionTriggered()
    signal secondActionTriggered()
    signal dismissed()

    readonly property string tone: ({ offline: "neutral", warning: "warning", error: "danger", success: "success" })[kind] ?? "info"
    readonly property color ink: Theme.colors.softInk(tone)

    readonly property real edge: dismissable ? Theme.space.tiny : Theme.space.medium
    readonly property real wordsEnd: words.y + Math.max(words.implicitHeight, dismissable ? Theme.target : Theme.icon)

    Layout.fillWidth: true
    Layout.minimumHeight: implicitHeight
    implicitWidth: 320
    implicitHeight: actions.visible ? actions.y + actions.implicitHeight : wordsEnd + edge
    radius: corner
    color: Theme.colors.soft(tone)
    border.width: Theme.name === "sunlight" ? Theme.line : 0
    border.color: ink
    Accessible.role: kind === "error" || kind === "warning" ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: detail === "" ? text : text + " " + detail

    // By hand rather than by layouts: the heights of wrapped words settle at once.
    Icon {
        id: symbol
        x: Theme.space.large
        y: banner.edge + (banner.dismissable ? (Theme.target - height) / 2 : 0)
        name: ({ offline: "offline", warning: "warning", error: "error", success: "approve" })[banner.kind] ?? "info"
        color: banner.ink
    }
    Column {
        id: words

        readonly property real least: banner.dismissable ? Theme.target : Theme.icon

        x: symbol.x + symbol.width + Theme.space.medium
        y: banner.edge + Math.max(0, (least - implicitHeight) / 2)
        width: Math.max(0, banner.width - x - (banner.dismissable ? close.width : Theme.space.large))
        Label {
            width: words.width
            text: banner.text
            font: Theme.fonts.labelStrong
            color: banner.ink
            wraps: true
            Accessible.ignored: true
        }
        Label {
            width: words.width
            visible: banner.detail !== ""
            text: banner.detail
            font: Theme.fonts.label
            color: banner.ink
            wraps: true
            Accessible.ignored: true
        }
    }
    IconButton {
        id: close
        x: banner.width - width
        y: banner.edge
        visible: banner.dismissable
        symbol: "close"
        text: qsTr("Dismiss")
        color: banner.ink
        onClicked: banner.dismissed()
    }
    Flow {
        id: actions
        x: words.x - Theme.space.medium      // a quiet button's words below the banner's
        y: banner.wordsEnd
        width: banner.width - x
        visible: banner.action !== "" || banner.secondAction !== ""
        Button {
            visible: banner.action !== ""
            kind: "quiet"
            text: banner.action
            onClicked: banner.actionTriggered()
        }
        Button {
            visible: banner.secondAction !== ""
            kind: "quiet"
            text: banner.secondAction
            onClicked: banner.secondActionTriggered()
        }
    }
}
