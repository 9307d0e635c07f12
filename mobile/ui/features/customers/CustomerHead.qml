pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Who the customer is at a glance, and a tap to reach them.
ColumnLayout {
    id: head

    property RecordItem item: null
    readonly property var record: item?.record ?? {}
    readonly property var place: record.position ?? null

    function choose(what: string, options: var) {
        if (options.length === 1)
            reach(what, options[0].value)
        else {
            ways.what = what
            ways.items = options
            ways.open()
        }
    }

    function reach(what: string, value: string) {
        if (what === "call")
            elsewhere.call(value)
        else
            elsewhere.mail(value)
    }

    spacing: Theme.space.medium

    Banner {
        objectName: "twoVersions"
        visible: head.item?.state === "two_versions"
        kind: "warning"
        text: qsTr("There are two versions of this customer")
        action: qsTr("Compare")
        onActionTriggered: Navigation.open("VersionsPage", { recordId: head.item?.recordId })
    }
    Banner {
        objectName: "heldWork"
        visible: held.count > 0
        kind: "warning"
        text: qsTr("Somebody else's work on this customer waits for your decision")
        action: qsTr("Decide")
        onActionTriggered: Navigation.open("HeldWorkPage", { recordId: head.item?.recordId })
    }
    RowLayout {
        spacing: Theme.space.medium
        Avatar {
            Layout.alignment: Qt.AlignTop
            name: head.item?.title ?? ""
            size: 56
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space.hair
            Label {
                Layout.fillWidth: true
                text: head.item?.title ?? ""
                font: Theme.fonts.title
                wraps: true
                Accessible.role: Accessible.Heading
            }
            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: [head.record.code, Format.address(head.record.address ?? {})].filter(each => each).join(" · ")
                font: Theme.fonts.label
                muted: true
                wraps: true
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.space.small
        Mark {
            visible: !!head.record.tier
            symbol: "star"
            tone: "accent"
            text: head.record.tier ? qsTr("Tier %1").arg(Schema.valueLabel("customer", "tier", head.record.tier)) : ""
        }
        Mark {
            visible: !!head.record.lifecycle
            tone: head.record.lifecycle === "ACTIVE" ? "success" : head.record.lifecycle === "LOST" ? "danger" : "neutral"
            text: head.record.lifecycle ? Schema.valueLabel("customer", "lifecycle", head.record.lifecycle) : ""
        }
        StateMark { value: head.item?.state ?? "" }
        Repeater {
            model: head.record.tags ?? []
            delegate: Mark {
                required property string modelData
                width: Math.min(implicitWidth, head.width)
                symbol: "tag"
                text: modelData
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.space.small
        Button {
            objectName: "call"
            visible: (head.record.phones ?? []).length > 0
            symbol: "phone"
            text: qsTr("Call")
            onClicked: head.choose("call", head.record.phones.map(each => ({
                value: each.number, label: Format.phone(each.number), symbol: "phone",
                helper: each.kind ? Schema.valueLabel("customer", "phones/kind", each.kind) : ""
            })))
        }
        Button {
            objectName: "mail"
            visible: (head.record.mails ?? []).length > 0
            symbol: "mail"
            text: qsTr("Mail")
            onClicked: head.choose("mail", head.record.mails.map(each => ({
                value: each.address, label: each.address, symbol: "mail"
            })))
        }
        Button {
            objectName: "navigate"
            visible: head.place !== null || !!head.record.address
            symbol: "navigate"
            text: qsTr("Navigate")
            onClicked: elsewhere.navigate(head.record.address, head.place)
        }
    }
    Reach { id: elsewhere }
    HeldList {
        id: held
        recordId: head.item?.recordId ?? ""
        active: recordId !== ""
    }
    Menu {
        id: ways

        property string what

        objectName: "ways"
        title: what === "call" ? qsTr("Call") : qsTr("Mail")
        onChosen: value => head.reach(what, value)
    }
}
