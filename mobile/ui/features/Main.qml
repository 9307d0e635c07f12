import QtQuick
import QtQuick.Window
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Features

// The window: who has not signed in sees how to, everybody else their work.
Window {
    id: window

    width: App.windowSize.width
    height: App.windowSize.height
    minimumWidth: 320
    minimumHeight: 480
    visible: true
    color: Theme.colors.background
    title: qsTr("Fieldfare")

    Binding { target: Theme; property: "choice"; value: Preferences.theme }
    Binding { target: Theme; property: "language"; value: Preferences.language }
    Binding { target: Theme; property: "textScale"; value: Preferences.textScale }
    Binding { target: Theme; property: "leftHanded"; value: Preferences.leftHanded }
    Binding { target: Theme; property: "fixedNow"; value: App.fixedNow }
    Binding { target: Theme; property: "reducedMotion"; value: App.still }

    Loader {
        id: content
        anchors.fill: parent
        focus: true
        source: {
            switch (Session.state) {
            case Session.Starting: return ""
            case Session.Unpaired: return Pages.source("EnrolPage")
            case Session.SignedOut: return Pages.source("SignInPage")
            case Session.Ready: return Qt.resolvedUrl("shell/Shell.qml")
            }
            return Pages.source("StoppedPage")
        }
        onLoaded: (item as Item)?.forceActiveFocus()
    }
    Announcements {
        anchors.fill: parent
        below: Session.state === Session.Ready && width < Theme.twoColumns ? 72 * Theme.textScale : 0
    }
    // Pictures are the same wherever the pointer is.
    MouseArea {
        anchors.fill: parent
        visible: App.still
        hoverEnabled: true
        acceptedButtons: Qt.NoButton
    }
}
