import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components

// The frame of the pages before one works: the name of the app, the language, and a narrow column.
ScrollPage {
    id: frame

    property string heading
    property string explanation
    default property alias parts: slot.data

    headerShown: false
    maximumWidth: 460 * Math.min(Theme.textScale, 1.4)
    spacing: Theme.space.large
    title: heading

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space.medium
        Icon {
            name: "fieldfare"
            size: Theme.vastIcon
        }
        Label {
            Layout.fillWidth: true
            text: frame.width < 300 * Theme.textScale ? "" : "Fieldfare"    // the bird alone says it
            font: Theme.fonts.heading
        }
        Button {
            id: language
            objectName: "language"
            kind: "quiet"
            symbol: "language"
            text: Preferences.language === "zh_CN" ? "English" : "中文"
            onClicked: Preferences.language = Preferences.language === "zh_CN" ? "en" : "zh_CN"
        }
    }
    Label {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space.large
        text: frame.heading
        font: Theme.fonts.display
        wraps: true
        Accessible.role: Accessible.Heading
    }
    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: frame.explanation
        muted: true
        wraps: true
    }
    ColumnLayout {
        id: slot
        Layout.fillWidth: true
        spacing: Theme.space.large
    }
}
