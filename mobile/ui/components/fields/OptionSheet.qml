pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// The answers of a SelectField, the chosen one marked.
Sheet {
    id: sheet

    property var options: []
    property var value
    property string query

    readonly property var matching: options.filter(each => each.label.toLowerCase().includes(query.toLowerCase()))

    signal chosen(var value)

    onAboutToShow: search.input.clear()

    SearchField {
        id: search
        visible: sheet.options.length > 8
        onTextChanged: sheet.query = text
    }
    Label {
        Layout.fillWidth: true
        Layout.margins: Theme.space.large
        visible: sheet.matching.length === 0
        text: qsTr("Nothing matches “%1”.").arg(sheet.query)
        muted: true
        wraps: true
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.leftMargin: -Theme.space.large
        Layout.rightMargin: -Theme.space.large
        spacing: 0
        Repeater {
            model: sheet.matching
            delegate: ListRow {
                id: option

                required property var modelData
                required property int index

                objectName: "option:" + modelData.value
                title: modelData.label
                titleWraps: true
                subtitle: modelData.helper ?? ""
                symbol: modelData.symbol ?? ""
                selected: modelData.value === sheet.value
                divided: false
                focus: selected || index === 0
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: selected
                Keys.onDownPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                onClicked: {
                    sheet.chosen(modelData.value)
                    sheet.close()
                }
                Icon {
                    visible: option.selected
                    name: "check"
                    color: Theme.colors.accent
                }
            }
        }
    }
}
