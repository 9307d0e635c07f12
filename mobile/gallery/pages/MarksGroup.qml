pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

Group {
    Specimen {
        title: qsTr("Where a record stands")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.small
            Repeater {
                model: ["draft", "waiting", "sent", "rejected", "held", "two_versions"]
                delegate: StateMark {
                    required property string modelData
                    value: modelData
                }
            }
        }
        RowLayout {
            spacing: Theme.space.small
            Repeater {
                model: ["draft", "waiting", "sent", "rejected", "held", "two_versions"]
                delegate: StateMark {
                    required property string modelData
                    value: modelData
                    compact: true
                }
            }
        }
    }
    Specimen {
        title: qsTr("How the device stands")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.small
            StatusPill { status: "offline"; text: qsTr("Offline"); unsent: 3 }
            StatusPill { status: "waiting"; text: qsTr("Waiting"); unsent: 1 }
            StatusPill { status: "syncing"; text: qsTr("Syncing 3/12") }
            StatusPill { status: "attention"; text: qsTr("Needs attention"); unsent: 2 }
            StatusPill { status: "up_to_date"; text: qsTr("Up to date 14:05") }
            StatusPill { status: "up_to_date"; text: qsTr("Up to date 14:05"); compact: true }
        }
    }
    Specimen {
        title: qsTr("Avatars")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.small
            Repeater {
                model: ["Ann Petersen", "Bo Li", "李雷", "Chris O'Neill", "Dana", "Eva Maria Huber", "天成食品", "Zed Young"]
                delegate: Avatar {
                    required property string modelData
                    name: modelData
                }
            }
            Avatar { name: "Harbour"; symbol: "building" }
        }
    }
    Specimen {
        title: qsTr("Marks and counts")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space.small
            Mark { text: qsTr("Neutral"); symbol: "info" }
            Mark { tone: "info"; text: qsTr("Issued"); symbol: "sent" }
            Mark { tone: "success"; text: qsTr("Approved"); symbol: "approve" }
            Mark { tone: "warning"; text: qsTr("Over the limit"); symbol: "warning" }
            Mark { tone: "danger"; text: qsTr("Overdue"); symbol: "clock" }
            Mark { tone: "accent"; text: qsTr("Key account"); symbol: "star" }
            Badge { count: 3 }
            Badge { count: 128 }
        }
    }
}
