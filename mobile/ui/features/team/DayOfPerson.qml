pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// The heading of a person's day: who, how many visits, and the line of the day with each visit where it was.
Item {
    id: header

    required property VisitDayList visits
    required property string personId

    readonly property var day: header.visits.days[header.personId] ?? { person: "", visits: [] }

    implicitHeight: column.implicitHeight + Theme.space.large + Theme.space.small
    Accessible.role: Accessible.Heading
    Accessible.name: qsTr("%1, %n visit(s)", "", header.day.visits.length).arg(header.day.person)

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space.large
        anchors.rightMargin: Theme.space.large
        y: Theme.space.large
        spacing: Theme.space.small
        RowLayout {
            spacing: Theme.space.small
            Avatar {
                name: header.day.person
                size: Theme.icon
            }
            Label {
                Layout.fillWidth: true
                text: header.day.person
                font: Theme.fonts.bodyStrong
                wraps: true
                Accessible.ignored: true
            }
            Label {
                text: qsTr("%n visit(s)", "", header.day.visits.length)
                font: Theme.fonts.label
                muted: true
                Accessible.ignored: true
            }
        }
        DayLine { visits: header.day.visits }
    }
}
