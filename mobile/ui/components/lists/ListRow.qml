import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components

// A row of a list: avatar or icon, title, subtitle, a short word on the right, the record's state. What is put
// into it stands at its right end.
T.ItemDelegate {
    id: row

    property alias title: row.text
    property string subtitle
    property string note                 // a third line
    property string meta                 // top right: a time, a distance, an amount
    property string recordState          // see StateMark
    property string avatar               // a name, drawn as initials
    property string symbol               // or an icon
    property string tone: "neutral"      // of the icon
    property bool selected: false        // the one shown beside the list
    property bool opens: false           // a chevron: leads to a page
    property bool titleWraps: false
    property bool divided: true          // a line below
    property bool stacked: width < 300 * Theme.textScale   // large text: one thing below the other
    default property alias trailing: slot.data

    implicitWidth: ListView.view ? ListView.view.width : 320
    implicitHeight: Math.max(Theme.target + Theme.space.small, content.implicitHeight + topPadding + bottomPadding)
    leftPadding: Theme.space.large
    rightPadding: Theme.space.large
    topPadding: Theme.space.medium
    bottomPadding: Theme.space.medium
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Layout.fillWidth: true
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken()
    Accessible.selected: selected
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    function spoken(): string {
        let words = title
        for (const more of [subtitle, note, meta, mark.text])
            words += more === "" ? "" : ", " + more
        return words
    }

    contentItem: RowLayout {
        id: content
        spacing: Theme.space.medium

        Avatar {
            visible: row.avatar !== ""
            name: row.avatar
        }
        Rectangle {
            visible: row.symbol !== "" && row.avatar === ""
            implicitWidth: Theme.vastIcon
            implicitHeight: Theme.vastIcon
            radius: Theme.radius.medium
            color: Theme.colors.soft(row.tone)
            Icon {
                anchors.centerIn: parent
                name: row.symbol
                color: row.enabled ? Theme.colors.softInk(row.tone) : Theme.colors.textDisabled
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: 1

            RowLayout {
                spacing: Theme.space.small
                Label {
                    Layout.fillWidth: true
                    text: row.title
                    font: Theme.fonts.bodyStrong
                    wraps: true
                    maximumLineCount: row.titleWraps ? 1000 : row.stacked ? 4 : 2
                    mayShorten: true
                    Accessible.ignored: true
                }
                Label {
                    Layout.maximumWidth: row.width * 0.4
                    visible: row.meta !== "" && !row.stacked
                    text: row.meta
                    font: Theme.fonts.label
                    muted: true
                    Accessible.ignored: true
                }
            }
            Label {
                Layout.fillWidth: true
                visible: row.meta !== "" && row.stacked
                text: row.meta
                font: Theme.fonts.label
                muted: true
                Accessible.ignored: true
            }
            RowLayout {
                spacing: Theme.space.small
                visible: row.subtitle !== "" || mark.shown && !row.stacked
                Label {
                    Layout.fillWidth: true
                    text: row.subtitle
                    font: Theme.fonts.label
                    muted: true
                    wraps: true
                    maximumLineCount: row.stacked ? 4 : 2
                    mayShorten: true
                    Accessible.ignored: true
                }
                StateMark {
                    id: mark
                    visible: shown && !row.stacked
                    value: row.recordState
                    Accessible.ignored: true
                }
            }
            StateMark {
                visible: shown && row.stacked
                value: row.recordState
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                visible: row.note !== ""
                text: row.note
                font: Theme.fonts.caption
                muted: true
                wraps: true
                maximumLineCount: row.stacked ? 4 : 2
                mayShorten: true
                Accessible.ignored: true
            }
        }
        RowLayout {
            id: slot
            visible: children.length > 0
            spacing: 0
        }
        Icon {
            visible: row.opens
            name: "chevron-right"
            size: Theme.smallIcon
            color: Theme.colors.textMuted
        }
    }
    background: Rectangle {
        color: row.selected ? Theme.colors.accentSoft : row.down ? Theme.colors.sunken
             : row.hovered && row.enabled ? Theme.colors.background : "transparent"
        Rectangle {
            visible: row.selected
            width: 4
            height: parent.height
            color: Theme.colors.accent
        }
        Rectangle {
            visible: row.divided
            x: row.leftPadding
            y: parent.height - height
            width: parent.width - x
            height: Theme.line
            color: Theme.colors.outline
        }
        FocusRing { shown: row.visualFocus; gap: -4; corner: Theme.radius.small }
    }
}
