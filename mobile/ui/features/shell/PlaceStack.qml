pragma ComponentBehavior: Bound

import QtQuick
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The pages of one place, the first at the bottom. On a narrow screen the topmost covers the others. On a wide one
// a list at the bottom (a page with `master`) stays at the left, and what was opened from it is beside it. Pages
// keep their state when the width changes: they are moved, never made again.
FocusScope {
    id: stack

    required property string place
    required property string rootPage
    property var entries: []             // [{page, values, item}]
    readonly property bool wide: width >= Theme.twoColumns
    readonly property var topmost: entries.length > 0 ? entries[entries.length - 1] : null
    readonly property bool split: wide && entries.length > 0 && entries[0].item.master
                                  && !(entries.length > 1 && topmost.item.wholeWidth)
    readonly property var shown: entries.length > 1 ? { page: entries[1].page, values: entries[1].values } : null
    readonly property real listWidth: Math.round(Math.min(Math.max(320, width * 0.38), 440 * Math.min(Theme.textScale, 1.3)))

    function begin() {
        if (entries.length === 0)
            put(rootPage, {}, "push")
    }

    function put(page: string, values: var, how: string) {
        const item = make(page, values)
        if (item === null)
            return
        const kept = how === "replace" ? entries.slice(0, -1) : how === "show" ? entries.slice(0, 1) : entries
        const gone = entries.slice(kept.length)
        entries = [...kept, { page: page, values: values, item: item }]
        discard(gone)
        item.forceActiveFocus()
    }

    // True when there was a page to go back from.
    function back(): bool {
        if (entries.length < 2)
            return false
        const gone = entries.slice(-1)
        entries = entries.slice(0, -1)
        discard(gone)
        topmost.item.forceActiveFocus()
        return true
    }

    function home() {
        if (entries.length < 2)
            return
        const gone = entries.slice(1)
        entries = entries.slice(0, 1)
        discard(gone)
        topmost.item.forceActiveFocus()
    }

    // Every page anew, where it was: what they say is in another language now.
    function remake() {
        const gone = entries
        entries = gone.map(entry => ({ page: entry.page, values: entry.values, item: make(entry.page, entry.values) }))
        discard(gone)
        if (visible && topmost !== null)
            topmost.item.forceActiveFocus()
    }

    function make(page: string, values: var): Item {
        const component = Qt.createComponent(Pages.source(page))
        if (component.status !== Component.Ready) {
            console.warn("no page " + page + ": " + component.errorString())
            return null
        }
        return component.createObject(area, values) as Item
    }

    function discard(gone: var) {
        for (const entry of gone)
            entry.item.destroy()
    }

    function arrange() {
        for (let i = 0; i < entries.length; ++i) {
            const item = entries[i].item
            const last = i === entries.length - 1
            const beside = split && i > 0
            item.x = beside ? listWidth + Theme.line : 0
            item.width = beside ? width - listWidth - Theme.line : split ? listWidth : width
            item.height = height
            item.visible = last || (split && i === 0)
            item.canGoBack = i > 0 && !(split && i === 1)
            item.beside = beside
        }
    }

    onRootPageChanged: {
        const gone = entries
        entries = []
        discard(gone)
        if (gone.length > 0)
            begin()
    }
    onEntriesChanged: arrange()
    onSplitChanged: arrange()
    onWidthChanged: arrange()
    onHeightChanged: arrange()
    onListWidthChanged: arrange()

    // Not at once: what changed the language is a page of its own, and still at it.
    Timer {
        id: remaking
        interval: 0
        onTriggered: stack.remake()
    }
    Connections {
        target: Format
        function onLocaleChanged() { remaking.restart() }
    }
    Item {
        id: area
        anchors.fill: parent
    }
    Rectangle {
        visible: stack.split
        x: stack.listWidth
        width: Theme.line
        height: stack.height
        color: Theme.colors.outline
    }
    EmptyState {
        visible: stack.split && stack.entries.length === 1
        x: stack.listWidth + Theme.line
        width: stack.width - x
        anchors.verticalCenter: parent.verticalCenter
        symbol: stack.split ? stack.entries[0].item.symbol : "inbox"
        title: qsTr("Nothing chosen")
        text: qsTr("Choose something from the list to see it here.")
    }
}
