import QtQuick
import QtQuick.Templates as T
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// What the search over everything finds, as one types, under the names of its types.
ListView {
    id: list

    required property string text

    objectName: "everythingFound"
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    model: EverythingSearch {
        id: found
        text: list.text
    }
    T.ScrollBar.vertical: ScrollBar {}
    section.property: "type"
    section.delegate: FoundSection {}
    delegate: FoundRow {}

    ListCover {
        anchors.fill: parent
        list: found
        symbol: "search"
        title: qsTr("Nothing found for “%1”").arg(list.text.trim())
        text: qsTr("Try a part of the name, the town, a phone number, or pinyin.")
    }
}
