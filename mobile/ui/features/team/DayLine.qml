pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Theme

// A day from left to right with a bar for each visit, `visits` [{checkInAt, checkOutAt}] in epoch ms. Says the hours
// at its ends; decoration for who cannot see it, as the list below says the same.
ColumnLayout {
    id: line

    property var visits: []

    readonly property int first: {
        let hour = 8
        for (const each of visits)
            if (each.checkInAt > 0)
                hour = Math.min(hour, new Date(each.checkInAt).getHours())
        return hour
    }
    readonly property int last: {
        let hour = 18
        for (const each of visits) {
            const end = new Date(each.checkOutAt > 0 ? each.checkOutAt : each.checkInAt)
            if (each.checkInAt > 0)
                hour = Math.max(hour, Math.min(24, end.getHours() + 1))
        }
        return hour
    }

    Layout.fillWidth: true
    spacing: Theme.space.hair
    Accessible.ignored: true

    // 0 at the beginning of the line, 1 at its end.
    function place(ms: real): real {
        const date = new Date(ms)
        const hours = date.getHours() + date.getMinutes() / 60
        return Math.min(1, Math.max(0, (hours - first) / (last - first)))
    }

    Rectangle {
        id: ground
        Layout.fillWidth: true
        implicitHeight: 14
        radius: 7
        color: Theme.colors.neutralSoft
        border.width: Theme.name === "sunlight" ? Theme.line : 0
        border.color: Theme.colors.outlineStrong
        Repeater {
            model: line.visits.filter(each => each.checkInAt > 0)
            delegate: Rectangle {
                required property var modelData
                readonly property real begin: line.place(modelData.checkInAt)
                readonly property bool open: modelData.checkOutAt <= 0

                x: begin * (ground.width - width)
                y: 2
                width: Math.max(10, (line.place(open ? modelData.checkInAt : modelData.checkOutAt) - begin) * ground.width)
                height: ground.height - 4
                radius: height / 2
                color: open ? Theme.colors.highlight : Theme.colors.primary
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        Label {
            Layout.fillWidth: true
            text: Format.time(new Date(2000, 0, 1, line.first).getTime())
            font: Theme.fonts.caption
            muted: true
            Accessible.ignored: true
        }
        Label {
            text: Format.time(new Date(2000, 0, 1, line.last % 24).getTime())
            font: Theme.fonts.caption
            muted: true
            Accessible.ignored: true
        }
    }
}
