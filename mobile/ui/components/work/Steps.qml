pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// Where one is in a few steps, `steps` being their words.
ColumnLayout {
    id: bar

    property var steps: []
    property int current: 0              // steps.length when all are done

    readonly property bool narrow: width < 110 * steps.length * Theme.textScale

    Layout.fillWidth: true
    spacing: Theme.space.tiny
    Accessible.role: Accessible.ProgressBar
    Accessible.name: current < steps.length ? qsTr("Step %1 of %2: %3").arg(current + 1).arg(steps.length).arg(steps[current])
                                            : qsTr("All steps done")

    RowLayout {
        spacing: Theme.space.tiny
        Repeater {
            model: bar.steps
            delegate: ColumnLayout {
                id: step

                required property string modelData
                required property int index
                readonly property bool done: index < bar.current
                readonly property bool now: index === bar.current

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: Theme.space.tiny
                Rectangle {
                    Layout.fillWidth: true
                    implicitHeight: 6
                    radius: 3
                    color: step.done ? Theme.colors.success : step.now ? Theme.colors.accent : Theme.colors.outline
                }
                RowLayout {
                    visible: !bar.narrow
                    spacing: Theme.space.tiny
                    Icon {
                        visible: step.done
                        name: "check"
                        size: Math.round(16 * Math.min(Theme.textScale, 1.5))
                        color: Theme.colors.success
                    }
                    Label {
                        Layout.fillWidth: true
                        text: step.modelData
                        font: step.now ? Theme.fonts.captionStrong : Theme.fonts.caption
                        muted: !step.now
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Label {
        Layout.fillWidth: true
        visible: bar.narrow
        text: bar.Accessible.name
        font: Theme.fonts.captionStrong
        wraps: true
        Accessible.ignored: true
    }
}
