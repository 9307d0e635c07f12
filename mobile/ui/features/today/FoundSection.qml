import QtQuick
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components

Label {
    required property string section

    width: ListView.view?.width ?? 0
    leftPadding: Theme.space.large
    topPadding: Theme.space.medium
    bottomPadding: Theme.space.tiny
    text: Schema.typeLabel(section, true)
    font: Theme.fonts.labelStrong
    muted: true
    Accessible.role: Accessible.Heading
}
