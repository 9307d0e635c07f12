import QtQuick
import Fieldfare.Components

// Search as one types. Escape clears.
TextField {
    id: search

    name: placeholder
    placeholder: qsTr("Search")
    symbol: "search"
    clearable: true
    inputMethodHints: Qt.ImhNoPredictiveText
    Keys.onEscapePressed: event => {
        event.accepted = search.text !== ""
        search.input.clear()
        search.edited("")
    }
}
