import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    SearchField { placeholder: qsTr("Name, pinyin, town or phone") }
    TextField { label: qsTr("Name"); required: true; text: "天成食品有限公司 Tiancheng Foods" }
    TextField { label: qsTr("E-mail"); placeholder: "name@example.com"; helper: qsTr("For quotes and orders") }
    TextField { label: qsTr("Phone"); text: "+86 10 8888"; error: qsTr("This number is too short"); clearable: true; symbol: "phone" }
    TextField { label: qsTr("Password"); secret: true; text: "fieldfare" }
    TextField { label: qsTr("Discount"); text: "8.5"; suffix: "%" }
    TextField { label: qsTr("Customer number"); text: "K-20417"; enabled: false }
    TextField {
        label: qsTr("Focused")
        text: qsTr("Being typed")
        clearable: true
        Component.onCompleted: focusIn()
    }
    TextArea { label: qsTr("Notes"); text: qsTr("Wants the new range from spring on. The buyer is back on Monday; bring samples."); maximumLength: 90 }
    NumberField { label: qsTr("Quantity"); value: 12; steps: true; minimum: 1; suffix: qsTr("boxes") }
    NumberField { label: qsTr("Weight"); value: 2.5; suffix: "kg"; wrong: qsTr("At most 2 kg a parcel") }
    MoneyField { label: qsTr("Credit limit"); currency: "¥"; value: 1250000 }
}
