pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Chooses a customer for something that is to be made; `chosen` is called with the id and the name.
AppPage {
    id: page

    required property var chosen

    readonly property var me: Session.person

    objectName: "customerPickerPage"
    title: qsTr("Customer")

    RecordList {
        id: customers
        type: "customer"
        orderBy: "name"
        search: searchField.text
        // What a rep does happens at customers of their own.
        filters: Session.isManager ? [] : [{ column: "owner_id", is: "equal", value: page.me.id ?? "" }]
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.space.small

        SearchField {
            id: searchField
            objectName: "customerPickerSearch"
            Layout.leftMargin: Theme.space.large
            Layout.rightMargin: Theme.space.large
            placeholder: qsTr("Name, pinyin, phone or city")
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ListView {
                anchors.fill: parent
                model: customers
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                T.ScrollBar.vertical: ScrollBar {}
                delegate: ListRow {
                    required property string recordId
                    required property var record
                    required property string state

                    objectName: "customer-" + recordId
                    title: record.name ?? ""
                    subtitle: Pick.words([record.address?.city, record.address?.street], " · ")
                    avatar: record.name ?? ""
                    recordState: state
                    onClicked: {
                        const take = page.chosen
                        take(recordId, title)
                    }
                }
            }
            ListCover {
                anchors.fill: parent
                list: customers
                symbol: "customers"
                title: searchField.text === "" ? qsTr("No customers here yet") : qsTr("Nothing found")
                text: qsTr("Try part of the name, its pinyin, or some digits of a phone number.")
            }
        }
    }
    Component.onCompleted: searchField.focusIn()
}
