import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// The frame of every page: header, a banner below it, the body, a footer, and a floating action. The body is the
// content, over the whole area; ScrollPage has one that scrolls.
FocusScope {
    id: page

    property string title
    property alias subtitle: header.subtitle
    property alias canGoBack: header.canGoBack
    property alias actions: header.actions
    property alias status: header.status
    property alias banner: bannerSlot.data
    property alias footer: footerSlot.data
    property alias floating: floatingSlot.data
    property alias headerShown: header.visible
    property color ground: Theme.colors.background
    default property alias content: body.data
    readonly property alias body: body

    signal backRequested()

    implicitWidth: 390
    implicitHeight: 720
    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onBackPressed: event => page.goBack(event)
    Keys.onEscapePressed: event => page.goBack(event)

    function goBack(event: KeyEvent) {
        event.accepted = canGoBack
        if (canGoBack)
            backRequested()
    }

    Rectangle {
        anchors.fill: parent
        color: page.ground
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        AppHeader {
            id: header
            Layout.fillWidth: true
            title: page.title
            onBackRequested: page.backRequested()
        }
        ColumnLayout {
            id: bannerSlot
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space.large
            Layout.rightMargin: Theme.space.large
            Layout.bottomMargin: Theme.space.small
            visible: implicitHeight > 0
            spacing: Theme.space.small
        }
        Item {
            id: body
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
        }
        Rectangle {
            Layout.fillWidth: true
            visible: footerSlot.children.length > 0
            implicitHeight: footerSlot.implicitHeight + 2 * Theme.space.medium
            color: Theme.colors.surface
            Separator { width: parent.width }
            RowLayout {
                id: footerSlot
                anchors.fill: parent
                anchors.margins: Theme.space.medium
                anchors.leftMargin: Theme.space.large
                anchors.rightMargin: Theme.space.large
                spacing: Theme.space.small
            }
        }
    }
    Item {
        id: floatingSlot
        x: Theme.leftHanded ? Theme.space.large : parent.width - width - Theme.space.large
        y: body.y + body.height - height - Theme.space.large
        width: childrenRect.width
        height: childrenRect.height
    }
}
