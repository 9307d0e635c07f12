pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    Row {
        spacing: Theme.space.large
        Icon { name: "fieldfare"; size: 160 }
        Icon { name: "fieldfare"; size: 64 }
        Icon { name: "fieldfare"; size: 32 }
    }
    Specimen {
        title: qsTr("Type")
        Label { Layout.fillWidth: true; text: qsTr("Display 32"); font: Theme.fonts.display }
        Label { Layout.fillWidth: true; text: qsTr("Title 22: 天成食品有限公司"); font: Theme.fonts.title }
        Label { Layout.fillWidth: true; text: qsTr("Heading 18: visits today"); font: Theme.fonts.heading }
        Label { Layout.fillWidth: true; wraps: true; text: qsTr("Body 16. Reads in the sun and at arm's length; 直门骨角 in simplified forms.") }
        Label { Layout.fillWidth: true; text: qsTr("Label 14 strong"); font: Theme.fonts.labelStrong }
        Label { Layout.fillWidth: true; text: qsTr("Label 14, muted"); font: Theme.fonts.label; muted: true }
        Label { Layout.fillWidth: true; text: qsTr("Caption 13: ¥ 12,480.00"); font: Theme.fonts.caption; muted: true }
    }
    Specimen {
        title: qsTr("Colours")
        GridLayout {
            Layout.fillWidth: true
            columns: Theme.textScale > 1.4 ? 2 : 3
            columnSpacing: Theme.space.small
            rowSpacing: Theme.space.small
            Repeater {
                model: [
                    ["background", "text"], ["surface", "text"], ["sunken", "textMuted"],
                    ["primary", "primaryInk"], ["accent", "accentInk"], ["highlight", "highlightInk"],
                    ["primarySoft", "primarySoftInk"], ["accentSoft", "accentSoftInk"], ["neutralSoft", "neutralSoftInk"],
                    ["successSoft", "successSoftInk"], ["warningSoft", "warningSoftInk"], ["dangerSoft", "dangerSoftInk"],
                    ["danger", "dangerInk"]
                ]
                delegate: Rectangle {
                    id: swatch
                    required property var modelData
                    Layout.fillWidth: true
                    implicitHeight: words.implicitHeight + Theme.space.wide
                    radius: Theme.radius.medium
                    color: Theme.colors[modelData[0]]
                    border.width: Theme.line
                    border.color: Theme.colors.outline
                    Label {
                        id: words
                        anchors.centerIn: parent
                        width: parent.width - Theme.space.large
                        text: swatch.modelData[0]
                        font: Theme.fonts.captionStrong
                        color: Theme.colors[swatch.modelData[1]]
                        horizontalAlignment: Text.AlignHCenter
                    }
                }
            }
        }
    }
}
