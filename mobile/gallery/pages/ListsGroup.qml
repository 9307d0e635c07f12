import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    SectionHeader { text: qsTr("Customers"); count: 128; action: qsTr("Show all") }
    Card {
        padding: 0
        spacing: 0
        ListRow { avatar: "Ann Petersen"; title: "Ann Petersen"; subtitle: qsTr("Buyer, Tiancheng Foods"); meta: "2.4 km"; opens: true }
        ListRow { avatar: "天成食品"; title: "天成食品有限公司"; subtitle: qsTr("Key account · Haidian"); meta: "0.8 km"; recordState: "waiting" }
        ListRow { symbol: "quote"; tone: "info"; title: qsTr("Quote Q-1042 for the very long name of a customer in the harbour"); subtitle: qsTr("12 lines, valid until 30 November"); meta: "¥12,480.00"; recordState: "two_versions" }
        ListRow { symbol: "order"; tone: "success"; title: qsTr("Order O-0731"); subtitle: qsTr("Delivery Friday"); note: qsTr("Last change yesterday at 16:20"); meta: "¥980.00"; recordState: "rejected"; selected: true }
        ListRow { symbol: "task"; title: qsTr("Send the catalogue"); subtitle: qsTr("Due today"); CheckBox { Accessible.name: qsTr("Done") } }
        ListRow { symbol: "lock"; title: qsTr("Disabled"); subtitle: qsTr("Needs the office"); enabled: false; divided: false }
    }
    SectionHeader { text: qsTr("Details") }
    Card {
        spacing: 0
        KeyValueRow { label: qsTr("Address"); value: "海淀区中关村大街 27 号, 北京 100080" }
        KeyValueRow { label: qsTr("Payment terms"); value: qsTr("30 days net") }
        KeyValueRow { label: qsTr("Total"); value: "¥12,480.00"; strong: true }
        KeyValueRow { label: qsTr("Fax") }
    }
    SectionHeader { text: qsTr("Loading") }
    Card {
        padding: 0
        spacing: 0
        SkeletonRow {}
        SkeletonRow {}
    }
}
