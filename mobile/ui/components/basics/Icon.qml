import QtQuick
import Fieldfare.Theme

// An icon of the set in `mobile/ui/theme/icons`, by its file's name. Decoration: a control names itself.
Image {
    id: icon

    property string name
    property color color: Theme.colors.text
    property real size: Theme.icon

    source: name === "" ? "" : "image://icon/" + name + "/" + color.toString().slice(1)
    sourceSize.width: size
    sourceSize.height: size
    width: size
    height: size
    Accessible.ignored: true
}
