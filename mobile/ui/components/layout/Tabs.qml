pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// Parts of a page, `tabs` [{value, label, count}], in a row that scrolls sideways. Left and Right move.
ListView {
    id: bar

    property var tabs: []
    property var value
    property string name

    signal chosen(var value)

    function move(index: int) {
        if (index < 0 || index >= tabs.length)
            return
        positionViewAtIndex(index, ListView.Contain)
        itemAtIndex(index).forceActiveFocus(Qt.TabFocusReason)
        chosen(tabs[index].value)
    }

    Layout.fillWidth: true
    implicitWidth: contentWidth
    implicitHeight: Math.max(Theme.target, Math.round(Theme.fonts.label.pixelSize * 1.4) + 2 * Theme.space.medium)
    orientation: ListView.Horizontal
    boundsBehavior: Flickable.StopAtBounds
    clip: contentWidth > width
    model: tabs
    cacheBuffer: 2000
    Accessible.role: Accessible.PageTabList
    Accessible.name: name

    delegate: T.AbstractButton {
        id: tab

        required property var modelData
        required property int index
        readonly property bool marked: modelData.value === bar.value

        objectName: "tab:" + modelData.value
        implicitWidth: Math.max(Theme.target, words.implicitWidth + 2 * Theme.space.large)
        implicitHeight: bar.height
        text: (modelData.count ?? -1) < 0 ? modelData.label : modelData.label + "  " + modelData.count
        hoverEnabled: true
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.PageTab
        Accessible.name: text
        Accessible.selected: marked
        Keys.onRightPressed: bar.move(index + 1)
        Keys.onLeftPressed: bar.move(index - 1)
        onClicked: bar.chosen(modelData.value)

        contentItem: Item {
            Label {
                id: words
                anchors.centerIn: parent
                text: tab.text
                font: tab.marked ? Theme.fonts.labelStrong : Theme.fonts.label
                color: tab.marked ? Theme.colors.text : Theme.colors.textMuted
                Accessible.ignored: true
            }
        }
        background: Rectangle {
            color: tab.down ? Theme.colors.accentSoft : tab.hovered ? Theme.colors.sunken : "transparent"
            Rectangle {
                x: Theme.space.medium
                y: parent.height - height
                width: parent.width - 2 * x
                height: tab.marked ? 3 : 0
                radius: 1
                color: Theme.colors.accent
            }
            FocusRing { shown: tab.visualFocus; gap: -4; corner: Theme.radius.small }
        }
    }
}
