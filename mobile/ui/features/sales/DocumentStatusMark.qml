import QtQuick
import Fieldfare.Components
import Fieldfare.Features

// Where a quote or an order stands in its own life; StateMark says where it stands on its way to the server.
Mark {
    property string type: "quote"
    property var status
    readonly property var look: DocumentWords.look(type, status)

    visible: text !== ""
    text: look.text
    symbol: look.symbol
    tone: look.tone
}
