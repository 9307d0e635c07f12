import QtQuick
import QtQuick.Window
import Fieldfare.App

Window {
    id: window

    width: App.windowSize.width
    height: App.windowSize.height
    visible: true
    title: qsTr("Fieldfare")

    Text {
        anchors.centerIn: parent
        text: Session.person.name ?? window.title
    }
}
