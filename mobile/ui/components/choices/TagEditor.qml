pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components

// Words given to a record: each can be taken away, Return or a comma adds what is typed.
FieldFrame {
    id: editor

    property var tags: []
    property var suggestions: []         // offered below while they are not given

    signal changed(var tags)

    function add(text) {
        const word = text.trim()
        if (word !== "" && !tags.includes(word))
            changed([...tags, word])
    }
    function take(text: string) {
        word.input.clear()
        add(text)
    }
    function remove(word: string) { changed(tags.filter(each => each !== word)) }

    Flow {
        Layout.fillWidth: true
        visible: editor.tags.length > 0
        spacing: Theme.space.small
        Repeater {
            model: editor.tags
            delegate: Chip {
                required property string modelData
                width: Math.min(implicitWidth, editor.width)
                text: modelData
                symbol: "tag"
                removable: true
                enabled: editor.enabled
                onRemoved: editor.remove(modelData)
            }
        }
    }
    TextField {
        id: word
        name: editor.label
        placeholder: qsTr("Add a tag")
        symbol: "plus"
        onEdited: if (/[,，、]$/.test(text)) editor.take(text.slice(0, -1))
        onAccepted: editor.take(text)
        onFinished: editor.take(text)
    }
    Flow {
        Layout.fillWidth: true
        visible: offered.count > 0
        spacing: Theme.space.small
        Repeater {
            id: offered
            model: editor.suggestions.filter(each => !editor.tags.includes(each))
            delegate: Chip {
                required property string modelData
                width: Math.min(implicitWidth, editor.width)
                text: modelData
                symbol: "plus"
                onClicked: editor.add(modelData)
            }
        }
    }
}
