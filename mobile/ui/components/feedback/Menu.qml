pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// What else can be done, `items` [{value, label, symbol, helper, dangerous, enabled}].
Sheet {
    id: menu

    property var items: []

    signal chosen(var value)

    maximumWidth: 400

    ColumnLayout {
        Layout.fillWidth: true
        Layout.leftMargin: -Theme.space.large
        Layout.rightMargin: -Theme.space.large
        spacing: 0
        Repeater {
            model: menu.items
            delegate: ListRow {
                required property var modelData
                required property int index

                objectName: "menu:" + modelData.value
                title: modelData.label
                titleWraps: true
                subtitle: modelData.helper ?? ""
                symbol: modelData.symbol ?? ""
                tone: modelData.dangerous ? "danger" : "neutral"
                enabled: modelData.enabled ?? true
                divided: false
                focus: index === 0
                Accessible.role: Accessible.MenuItem
                Keys.onDownPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                onClicked: {
                    menu.close()
                    menu.chosen(modelData.value)
                }
            }
        }
    }
}
