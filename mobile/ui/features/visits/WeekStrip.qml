pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The seven days of a week, one of them chosen. Left and Right move by a day, the arrows by a week.
ColumnLayout {
    id: strip

    property real day: VisitWords.dayStart(App.now(), 0)

    readonly property real today: VisitWords.dayStart(App.now(), 0)
    readonly property int firstDay: Qt.locale(Format.locale).firstDayOfWeek % 7   // 0 is Sunday
    readonly property real week: VisitWords.dayStart(day, -((new Date(day).getDay() - firstDay + 7) % 7))

    signal chosen(real day)

    function move(days: int) {
        chosen(VisitWords.dayStart(day, days))
    }

    Layout.fillWidth: true
    spacing: Theme.space.tiny

    RowLayout {
        spacing: 0
        Label {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space.small
            text: Format.day(strip.day)
            font: Theme.fonts.heading
            Accessible.role: Accessible.Heading
        }
        Button {
            objectName: "backToToday"
            visible: strip.day !== strip.today
            kind: "quiet"
            text: qsTr("Today")
            onClicked: strip.chosen(strip.today)
        }
        IconButton {
            objectName: "weekBefore"
            symbol: "chevron-left"
            text: qsTr("Week before")
            onClicked: strip.move(-7)
        }
        IconButton {
            objectName: "weekAfter"
            symbol: "chevron-right"
            text: qsTr("Week after")
            onClicked: strip.move(7)
        }
    }
    RowLayout {
        Layout.fillWidth: true
        // Seven thumbs side by side need more than the narrowest page has between its margins.
        Layout.leftMargin: -Theme.space.small
        Layout.rightMargin: -Theme.space.small
        spacing: 0
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Day")
        Keys.onRightPressed: strip.move(1)
        Keys.onLeftPressed: strip.move(-1)

        Repeater {
            model: 7
            delegate: T.AbstractButton {
                id: button

                required property int index
                readonly property real at: VisitWords.dayStart(strip.week, index)
                readonly property bool marked: at === strip.day
                readonly property bool isToday: at === strip.today
                readonly property color ink: marked ? Theme.colors.primaryInk : Theme.colors.text

                objectName: "day-" + index
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                implicitWidth: Theme.target
                implicitHeight: Math.max(56, words.implicitHeight + Theme.space.medium)
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                text: Format.day(at)
                Accessible.role: Accessible.RadioButton
                Accessible.name: text
                Accessible.checkable: true
                Accessible.checked: marked
                Keys.onReturnPressed: clicked()
                onClicked: strip.chosen(at)

                contentItem: Item {
                    Column {
                        id: words
                        anchors.centerIn: parent
                        width: parent.width
                        Label {
                            width: parent.width
                            horizontalAlignment: Text.AlignHCenter
                            text: Qt.locale(Format.locale).dayName(new Date(button.at).getDay(), Locale.NarrowFormat)
                            font: Theme.fonts.caption
                            color: button.ink
                            Accessible.ignored: true
                        }
                        Label {
                            width: parent.width
                            horizontalAlignment: Text.AlignHCenter
                            text: new Date(button.at).getDate()
                            font: Theme.fonts.bodyStrong
                            color: button.ink
                            Accessible.ignored: true
                        }
                    }
                }
                background: Rectangle {
                    radius: Theme.radius.medium
                    color: button.marked ? Theme.colors.primary : button.hovered ? Theme.colors.sunken : "transparent"
                    border.width: button.isToday && !button.marked ? Theme.line : 0
                    border.color: Theme.colors.accent
                    FocusRing { shown: button.visualFocus; gap: -2 }
                }
            }
        }
    }
}
