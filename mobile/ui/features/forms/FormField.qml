import QtQuick
import QtQuick.Layouts
import Fieldfare.Features

// The field of a draft at a path, as the schema has it: what it is called, how it is typed, what is wrong with it.
// `draft` is a RecordDraft. What this person may not write is left out.
Item {
    id: form

    required property var draft
    required property string path
    property string label: draft.label(path)
    property string helper
    property var filters: []             // of a reference: what may be chosen
    property bool clearable: !field.required

    readonly property var field: draft.field(path)
    readonly property var value: draft.values ? draft.value(path) : undefined
    readonly property string error: draft.errors[path] ?? ""
    readonly property bool mayWrite: draft.ready && draft.mayWrite(path)

    readonly property string control: {
        switch (field.widget) {
        case "MULTILINE": return "ParagraphControl"
        case "DATE": return "DayControl"
        case "DATE_TIME": return "MomentControl"
        case "PERCENT": return "PercentControl"
        case "QUANTITY": return "QuantityControl"
        }
        switch (field.kind) {
        case "choice": return "ChoiceControl"
        case "flag": return "FlagControl"
        case "record": return "RecordControl"
        case "text": return field.repeated ? "TagsControl" : "LineControl"
        case "message": return field.message === "money" ? "MoneyControl" : ""
        }
        return "LineControl"
    }

    function load() {
        if (mayWrite && control !== "" && loader.status === Loader.Null)
            loader.setSource(Qt.resolvedUrl("controls/" + control + ".qml"), { form: form })
    }

    function set(value: var) { draft.set(path, value) }

    objectName: "field:" + path
    Layout.fillWidth: true
    visible: mayWrite
    implicitWidth: 240
    implicitHeight: loader.implicitHeight

    onMayWriteChanged: load()
    Component.onCompleted: load()

    Loader {
        id: loader
        width: form.width
    }
}
