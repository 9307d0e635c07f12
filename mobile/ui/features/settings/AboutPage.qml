import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

AppScrollPage {
    title: qsTr("About Fieldfare")

    Card {
        KeyValueRow { label: qsTr("Version"); value: App.version }
        KeyValueRow { label: qsTr("Organisation"); value: Session.organisation }
        KeyValueRow { label: qsTr("Server"); value: Session.serverAddress }
        KeyValueRow { label: qsTr("Last sync"); value: Sync.lastSyncAt > 0 ? Format.dateTime(Sync.lastSyncAt) : qsTr("Not yet") }
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("Everything you do is saved on this device first and sent when there is a connection. Fieldfare is free software under the Apache License 2.0.")
        muted: true
        wraps: true
    }
}
