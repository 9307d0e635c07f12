import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    implicitHeight: 720
    Component.onCompleted: sheet.open()

    Sheet {
        id: sheet
        title: qsTr("New contact")
        TextField { label: qsTr("Name"); required: true; text: "李雷" }
        TextField { label: qsTr("Phone"); symbol: "phone"; text: "+86 138 0013 8000" }
        Switch { Layout.fillWidth: true; text: qsTr("Decides") }
        footer: [
            Button { text: qsTr("Cancel"); onClicked: sheet.close() },
            Button { Layout.fillWidth: true; kind: "primary"; text: qsTr("Save") }
        ]
    }
}
