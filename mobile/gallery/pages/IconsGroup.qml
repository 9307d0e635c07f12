pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    Flow {
        Layout.fillWidth: true
        spacing: Theme.space.small
        Repeater {
            model: [
            "approve", "back", "barcode", "birthday", "building", "calendar", "camera", "chart", "check",
            "chevron-down", "chevron-left", "chevron-right", "chevron-up", "circle", "clock", "close",
            "cloud", "copy", "customers", "decline", "device", "download", "draft", "edit", "error",
            "external", "eye", "eye-off", "filter", "forward", "gift", "handover", "held", "inbox",
            "info", "keyboard", "language", "location-fair", "location-good", "location-poor",
            "location-unknown", "lock", "mail", "menu", "minus", "money", "moon", "more", "navigate",
            "note", "offline", "order", "outbox", "percent", "person", "phone", "photo", "plus", "quote",
            "rejected", "search", "sent", "settings", "share", "sign-out", "signature", "sort", "star",
            "star-filled", "sun", "syncing", "tag", "task", "team", "theme", "today", "trash",
            "two-versions", "undo", "up-to-date", "visit", "waiting", "warning"
            ]
            delegate: Rectangle {
                id: cell
                required property string modelData
                width: 82
                height: 78
                radius: Theme.radius.medium
                color: Theme.colors.surface
                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: Theme.space.medium
                    size: 28
                    name: cell.modelData
                }
                Text {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: 50
                    width: parent.width - 4
                    horizontalAlignment: Text.AlignHCenter
                    text: cell.modelData
                    font.family: Theme.family
                    font.pixelSize: 11
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: 7
                    color: Theme.colors.textMuted
                }
            }
        }
    }
}
