pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Fields of a record with their values, those without left out. `paths` in the order to show.
ColumnLayout {
    id: facts

    required property string type
    required property var record
    required property var paths

    readonly property var told: paths.map(path => ({ path: path, text: FieldText.of(type, path, record?.[path]) }))
                                     .filter(each => each.text !== "")

    Layout.fillWidth: true
    spacing: Theme.space.tiny

    Repeater {
        model: facts.told
        delegate: KeyValueRow {
            required property var modelData
            label: Schema.label(facts.type, modelData.path)
            value: modelData.text
        }
    }
}
