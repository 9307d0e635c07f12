import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// How the app looks and behaves for this person, on this device.
AppScrollPage {
    id: page

    readonly property var person: Session.person
    readonly property var scales: [1.0, 1.25, 1.5, 2.0]

    title: qsTr("Settings")
    spacing: Theme.space.wide

    Card {
        padding: 0
        ListRow {
            objectName: "whoami"
            avatar: page.person.name ?? ""
            title: page.person.name ?? ""
            subtitle: Session.organisation
            note: Session.serverAddress
            divided: false
            hoverEnabled: false
            focusPolicy: Qt.NoFocus
        }
    }
    Card {
        spacing: Theme.space.large
        SegmentedControl {
            objectName: "languageChoice"
            label: qsTr("Language")
            options: [{ value: "en", label: "English" }, { value: "zh_CN", label: "简体中文" }]
            value: Preferences.language
            onChosen: value => Preferences.language = value
        }
        RadioList {
            objectName: "themeChoice"
            label: qsTr("Look")
            options: [
                { value: "system", label: qsTr("As the device") },
                { value: "light", label: qsTr("Light") },
                { value: "dark", label: qsTr("Dark") },
                { value: "sunlight", label: qsTr("Sunlight"), helper: qsTr("Strongest contrast, for outdoors") }
            ]
            value: Preferences.theme
            onChosen: value => Preferences.theme = value
        }
        RadioList {
            objectName: "textSizeChoice"
            label: qsTr("Size of text")
            options: page.scales.map(scale => ({ value: scale, label: qsTr("%1 %").arg(scale * 100) }))
            value: Preferences.textScale
            onChosen: value => Preferences.textScale = value
        }
        Switch {
            objectName: "leftHanded"
            Layout.fillWidth: true
            text: qsTr("Left-handed")
            helper: qsTr("Buttons under the left thumb")
            checked: Preferences.leftHanded
            onToggled: Preferences.leftHanded = checked
        }
    }
    Card {
        Switch {
            objectName: "photosOnWifiOnly"
            Layout.fillWidth: true
            text: qsTr("Photos on Wi-Fi only")
            helper: qsTr("Text is always sent at once; photos wait for Wi-Fi")
            checked: Preferences.photosOnWifiOnly
            onToggled: Preferences.photosOnWifiOnly = checked
        }
    }
    Card {
        padding: 0
        spacing: 0
        ListRow {
            objectName: "changePassword"
            symbol: "lock"
            title: qsTr("Change password")
            opens: true
            onClicked: Navigation.open("ChangePasswordPage", {})
        }
        ListRow {
            objectName: "about"
            symbol: "info"
            title: qsTr("About Fieldfare")
            opens: true
            onClicked: Navigation.open("AboutPage", {})
        }
        ListRow {
            objectName: "signOut"
            symbol: "sign-out"
            title: qsTr("Sign out")
            subtitle: Sync.unsent > 0 ? qsTr("%n change(s) not sent yet", "", Sync.unsent) : ""
            opens: true
            divided: false
            onClicked: Navigation.open("SignOutPage", {})
        }
    }
}
