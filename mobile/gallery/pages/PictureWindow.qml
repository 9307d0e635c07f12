import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Gallery

// One group, as high as it is.
T.ApplicationWindow {
    id: window

    required property string theme
    required property string language
    required property real textScale
    required property string group
    readonly property var names: Groups.all.map(each => each.name)

    width: loader.item?.naturalWidth ?? 390
    height: Math.max(200, Math.ceil(loader.item?.implicitHeight ?? 200))
    visible: true
    color: Theme.colors.background

    Binding { target: Theme; property: "choice"; value: window.theme }
    Binding { target: Theme; property: "language"; value: window.language }
    Binding { target: Theme; property: "textScale"; value: window.textScale }
    Binding { target: Theme; property: "reducedMotion"; value: true }

    Loader {
        id: loader
        anchors.fill: parent
        source: Groups.all.find(each => each.name === window.group)?.file ?? ""
    }
}
