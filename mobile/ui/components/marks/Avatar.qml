import QtQuick
import Fieldfare.Theme
import Fieldfare.Components

// Initials on a colour that comes of the name, so that a person looks the same everywhere; or an icon.
Rectangle {
    id: avatar

    property string name
    property string initials: {
        const words = name.trim().split(/\s+/).filter(each => each !== "")
        if (words.length === 0)
            return ""
        if (/[\u3400-\u9fff]/.test(name))
            return name.trim().slice(0, 1)
        return (words[0][0] + (words.length > 1 ? words[words.length - 1][0] : "")).toUpperCase()
    }
    property string symbol
    property real size: Theme.vastIcon

    implicitWidth: size
    implicitHeight: size
    width: size
    height: size
    radius: symbol === "" ? size / 2 : Theme.radius.medium
    color: {
        let sum = 0
        for (let i = 0; i < name.length; ++i)
            sum = (sum * 31 + name.charCodeAt(i)) % 9973
        return Theme.colors.avatars[sum % Theme.colors.avatars.length]
    }
    Accessible.ignored: true

    Text {
        anchors.centerIn: parent
        visible: avatar.symbol === ""
        text: avatar.initials
        font.family: Theme.family
        font.bold: true
        font.pixelSize: Math.round(avatar.size * 0.4)
        color: Theme.colors.avatarInk
        textFormat: Text.PlainText
    }
    Icon {
        anchors.centerIn: parent
        visible: avatar.symbol !== ""
        name: avatar.symbol
        size: Math.round(avatar.size * 0.55)
        color: Theme.colors.avatarInk
    }
}
