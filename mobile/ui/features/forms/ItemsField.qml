pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A list of a draft whose items have an id: phones, mails. Each item has one field that is typed (`entry`), and
// perhaps one that is chosen (`kind`).
ColumnLayout {
    id: items

    required property var draft
    required property string path
    required property string entry
    property string kind                 // name of the chosen field; empty: there is none
    property string symbol
    property string addText
    property int hints: Qt.ImhNone
    readonly property var value: (draft.values ? draft.value(path) : null) ?? []
    readonly property bool narrow: width < 400 * Theme.textScale
    readonly property var ids: value.map(each => each.id)

    Layout.fillWidth: true
    visible: draft.ready && draft.mayWrite(path)
    spacing: Theme.space.small

    Label {
        Layout.fillWidth: true
        text: items.draft.label(items.path)
        font: Theme.fonts.labelStrong
    }
    Repeater {
        model: items.value.length
        delegate: GridLayout {
            id: row

            required property int index
            readonly property string place: items.path + "/" + (items.ids[index] ?? "")
            readonly property var item: items.value[index] ?? {}

            columns: items.narrow ? 2 : 3
            columnSpacing: Theme.space.small
            rowSpacing: Theme.space.tiny

            SelectField {
                Layout.preferredWidth: 132 * Theme.textScale
                Layout.fillWidth: items.narrow
                Layout.columnSpan: items.narrow ? 2 : 1
                Layout.alignment: Qt.AlignTop
                visible: items.kind !== ""
                name: qsTr("Kind of number")
                placeholder: qsTr("Kind")
                options: items.kind === "" ? [] : items.draft.field(row.place + "/" + items.kind).values
                                                       .map(each => ({ value: each.name, label: each.label }))
                value: row.item[items.kind]
                onChosen: value => items.draft.set(row.place + "/" + items.kind, value)
            }
            TextField {
                objectName: "input:" + items.path + ":" + row.index
                Layout.alignment: Qt.AlignTop
                name: items.draft.label(row.place + "/" + items.entry)
                symbol: items.symbol
                inputMethodHints: items.hints
                text: (items.draft.values ? items.draft.value(row.place + "/" + items.entry) : "") ?? ""
                error: items.draft.errors[row.place + "/" + items.entry] ?? ""
                onEdited: text => items.draft.set(row.place + "/" + items.entry, text)
            }
            IconButton {
                objectName: "remove:" + items.path + ":" + row.index
                Layout.alignment: Qt.AlignTop
                symbol: "trash"
                text: qsTr("Remove")
                onClicked: items.draft.removeItem(items.path, items.ids[row.index])
            }
        }
    }
    Button {
        objectName: "add:" + items.path
        Layout.fillWidth: true
        Layout.maximumWidth: implicitWidth
        symbol: "plus"
        kind: "quiet"
        text: items.addText
        onClicked: items.draft.addItem(items.path, {})
    }
}
