pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// A month to choose a day from. Arrows move by day and week, Page Up and Down by month, Return chooses.
FocusScope {
    id: view

    property var value                   // ms of the chosen day's midnight, or undefined
    property date shown: value === undefined ? new Date(Theme.now()) : new Date(value)
    property date today: new Date(Theme.now())
    property var minimum                 // ms, or undefined
    property var maximum

    signal chosen(real value)

    readonly property int firstWeekday: Theme.locale.firstDayOfWeek
    readonly property date first: {
        const start = new Date(shown.getFullYear(), shown.getMonth(), 1)
        return new Date(shown.getFullYear(), shown.getMonth(), 1 - (start.getDay() - firstWeekday + 7) % 7)
    }

    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight
    activeFocusOnTab: true
    Accessible.role: Accessible.Table
    Accessible.name: shown.toLocaleDateString(Theme.locale, Theme.language === "zh_CN" ? "yyyy年M月" : "MMMM yyyy")
    Accessible.focusable: true

    function sameDay(one, other) { return one.toDateString() === other.toDateString() }
    function open(day) {
        return (minimum === undefined || day.getTime() + 86399999 >= minimum)
            && (maximum === undefined || day.getTime() <= maximum)
    }
    function move(days: int) {
        shown = new Date(shown.getFullYear(), shown.getMonth(), shown.getDate() + days)
    }
    function moveMonth(months: int) {
        const last = new Date(shown.getFullYear(), shown.getMonth() + months + 1, 0).getDate()
        shown = new Date(shown.getFullYear(), shown.getMonth() + months, Math.min(shown.getDate(), last))
    }
    function choose(day) {
        const midnight = new Date(day.getFullYear(), day.getMonth(), day.getDate())
        shown = midnight
        if (open(midnight))
            chosen(midnight.getTime())
    }

    Keys.onLeftPressed: move(-1)
    Keys.onRightPressed: move(1)
    Keys.onUpPressed: move(-7)
    Keys.onDownPressed: move(7)
    Keys.onReturnPressed: choose(shown)
    Keys.onSpacePressed: choose(shown)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown) {
            moveMonth(event.key === Qt.Key_PageUp ? -1 : 1)
            event.accepted = true
        }
    }

    ColumnLayout {
        id: column
        width: view.width
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            IconButton {
                symbol: "chevron-left"
                text: qsTr("Month before")
                focusPolicy: Qt.NoFocus
                onClicked: view.moveMonth(-1)
            }
            Label {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                text: view.shown.toLocaleDateString(Theme.locale, Theme.language === "zh_CN" ? "yyyy年M月" : view.width < 300 * Theme.textScale ? "MMM yyyy" : "MMMM yyyy")
                font: Theme.fonts.heading
            }
            IconButton {
                symbol: "chevron-right"
                text: qsTr("Month after")
                focusPolicy: Qt.NoFocus
                onClicked: view.moveMonth(1)
            }
        }
        GridLayout {
            Layout.fillWidth: true
            columns: 7
            columnSpacing: 0
            rowSpacing: 0

            Repeater {
                model: 7
                delegate: Label {
                    required property int index
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    horizontalAlignment: Text.AlignHCenter
                    text: Theme.locale.standaloneDayName((index + view.firstWeekday) % 7, Locale.NarrowFormat)
                    font: Theme.fonts.captionStrong
                    muted: true
                    Accessible.ignored: true
                }
            }
            Repeater {
                model: 42
                delegate: T.AbstractButton {
                    id: cell

                    required property int index
                    readonly property date day: new Date(view.first.getFullYear(), view.first.getMonth(), view.first.getDate() + index)
                    readonly property bool inMonth: day.getMonth() === view.shown.getMonth()
                    readonly property bool marked: view.value !== undefined && view.sameDay(day, new Date(view.value))
                    readonly property bool isToday: view.sameDay(day, view.today)
                    readonly property bool current: view.sameDay(day, view.shown)

                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    implicitHeight: Theme.target
                    enabled: view.open(day)
                    focusPolicy: Qt.NoFocus
                    hoverEnabled: true
                    text: day.getDate()
                    Accessible.role: Accessible.Cell
                    Accessible.name: day.toLocaleDateString(Theme.locale, Locale.LongFormat)
                    Accessible.selected: marked
                    onClicked: view.choose(day)

                    contentItem: Item {
                        Label {
                            anchors.centerIn: parent
                            text: cell.text
                            font: cell.marked || cell.isToday ? Theme.fonts.bodyStrong : Theme.fonts.body
                            color: !cell.enabled ? Theme.colors.textDisabled : cell.marked ? Theme.colors.primaryInk
                                 : cell.isToday ? Theme.colors.accent : cell.inMonth ? Theme.colors.text : Theme.colors.textMuted
                            Accessible.ignored: true
                        }
                    }
                    background: Item {
                        Rectangle {
                            anchors.centerIn: parent
                            width: Math.min(parent.width, parent.height) - 4
                            height: width
                            radius: width / 2
                            color: cell.marked ? Theme.colors.primary : cell.hovered ? Theme.colors.sunken : "transparent"
                            border.width: cell.isToday && !cell.marked ? Theme.line : 0
                            border.color: Theme.colors.accent
                            FocusRing {
                                shown: view.activeFocus && cell.current
                                corner: parent.radius
                                gap: -4
                            }
                        }
                    }
                }
            }
        }
    }
}
