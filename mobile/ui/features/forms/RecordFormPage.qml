import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// A page that fills a RecordDraft. What is typed is kept as it is typed: leaving without saving loses nothing,
// the draft waits.
AppScrollPage {
    id: page

    required property var draft
    property string saveText: qsTr("Save")
    property string mainPath: "name"     // who may not change it may change nothing here
    property var fault: null

    signal saved(string id)

    function save() {
        fault = null
        draft.commit((id, fault) => {
            page.fault = fault
            if (!fault)
                page.saved(id)
        })
    }

    wholeWidth: false
    spacing: Theme.space.large
    banner: [
        RecoveredBanner { draft: page.draft },
        Banner {
            objectName: "mayNotChange"
            visible: page.draft.ready && page.draft.recordId !== "" && !page.draft.mayWrite(page.mainPath)
            text: qsTr("Only who looks after this may change it.")
        },
        Banner {
            objectName: "notReadable"
            visible: !!page.draft.fault
            kind: "error"
            text: page.draft.fault?.message ?? ""
        },
        Banner {
            objectName: "formFault"
            visible: page.fault !== null
            kind: "error"
            text: page.fault?.message ?? ""
        }
    ]
    actions: IconButton {
        objectName: "discardDraft"
        visible: page.draft.dirty
        symbol: "undo"
        text: qsTr("Discard what was typed")
        onClicked: Navigation.confirm({
            title: qsTr("Discard what was typed?"), action: qsTr("Discard"), danger: true
        }, () => {
            page.draft.discard()
            Navigation.back()
        })
    }
    footer: Button {
        objectName: "save"
        Layout.fillWidth: true
        kind: "primary"
        text: page.saveText
        enabled: page.draft.ready && (page.draft.dirty || page.draft.recordId === "")
        busy: page.draft.saving
        onClicked: page.save()
    }
}
