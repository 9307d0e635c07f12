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
    // By hand rather than by a layout: the heights of wrapped words settle at once.
    AppHeader {
        id: header
        width: page.width
        height: visible ? implicitHeight : 0
        title: page.title
        onBackRequested: page.backRequested()
    }
    ColumnLayout {
        id: bannerSlot
        x: Theme.space.large
        y: header.height
        width: page.width - 2 * x
        spacing: Theme.space.small
    }
    Item {
        id: body
        y: header.height + (bannerSlot.implicitHeight > 0 ? bannerSlot.implicitHeight + Theme.space.small : 0)
        width: page.width
        height: page.height - y - foot.height
        clip: true
    }
    Rectangle {
        id: foot
        y: page.height - height
        width: page.width
        // Never invisible: a layout in something invisible has no height, and would keep it so.
        height: footerSlot.implicitHeight > 0 ? footerSlot.implicitHeight + 2 * Theme.space.medium : 0
        clip: true
        color: Theme.colors.surface
        Separator { width: parent.width }
        RowLayout {
            id: footerSlot
            x: Theme.space.large
            y: Theme.space.medium
            width: page.width - 2 * x
            spacing: Theme.space.small
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
