import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// The photos of a visit: shown at once, sent by themselves after everything that is text.
ColumnLayout {
    id: section

    required property string visitId
    property bool canAdd: true
    readonly property bool wanted: canAdd || photos.count > 0   // there is something to show

    function add(files: var) {
        for (const file of files) {
            photos.addFile(file, (id, fault) => {
                if (fault)
                    Navigation.explain(fault)
            })
        }
    }

    Layout.fillWidth: true
    spacing: Theme.space.small
    visible: wanted

    PhotoList {
        id: photos
        visitId: section.visitId
    }
    Label {
        text: qsTr("Photos")
        font: Theme.fonts.labelStrong
    }
    PhotoStrip {
        id: strip
        objectName: "photoStrip"
        model: photos
        canAdd: section.canAdd
        canRemove: section.canAdd
        onAddRequested: Navigation.open("PhotoPickerPage", { taken: files => section.add(files) })
        onOpened: index => Navigation.open("PhotoPage", { photos: photos, index: index, canRemove: section.canAdd })
        onRemoveRequested: index => photos.remove(index)
    }
}
