pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

// All groups, with switches for theme, language and text size.
T.ApplicationWindow {
    id: window

    property string theme: "light"
    property string language: "en"
    property real textScale: 1
    property string group: "look"

    width: 1100
    height: 800
    visible: true
    title: qsTr("Fieldfare components")
    color: Theme.colors.background

    Binding { target: Theme; property: "choice"; value: window.theme }
    Binding { target: Theme; property: "language"; value: window.language }
    Binding { target: Theme; property: "textScale"; value: window.textScale }

    SplitView {
        anchors.fill: parent
        detailShown: window.group !== ""
        list: ScrollPage {
            anchors.fill: parent
            title: window.title
            SegmentedControl {
                label: qsTr("Theme")
                options: [{ value: "light", label: qsTr("Light") }, { value: "dark", label: qsTr("Dark") },
                          { value: "sunlight", label: qsTr("Sunlight") }]
                value: window.theme
                onChosen: value => window.theme = value
            }
            SegmentedControl {
                label: qsTr("Language")
                options: [{ value: "en", label: "English" }, { value: "zh_CN", label: "简体中文" }]
                value: window.language
                onChosen: value => window.language = value
            }
            SegmentedControl {
                label: qsTr("Text size")
                options: [{ value: 1, label: "100%" }, { value: 1.5, label: "150%" }, { value: 2, label: "200%" }]
                value: window.textScale
                onChosen: value => window.textScale = value
            }
            Card {
                padding: 0
                spacing: 0
                Repeater {
                    model: Groups.all
                    delegate: ListRow {
                        required property var modelData
                        title: modelData.title
                        opens: true
                        selected: modelData.name === window.group
                        onClicked: window.group = modelData.name
                    }
                }
            }
        }
        detail: Page {
            anchors.fill: parent
            title: Groups.all.find(each => each.name === window.group)?.title ?? ""
            canGoBack: window.width < Theme.twoColumns
            onBackRequested: window.group = ""
            Flickable {
                anchors.fill: parent
                contentHeight: loader.height
                T.ScrollBar.vertical: ScrollBar {}
                Loader {
                    id: loader
                    width: Math.min(parent.width, Theme.reading)
                    height: item?.implicitHeight ?? 0
                    source: Groups.all.find(each => each.name === window.group)?.file ?? ""
                }
            }
        }
    }
}
