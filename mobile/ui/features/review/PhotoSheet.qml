import QtQuick
import QtQuick.Layouts
import Fieldfare.Components
import Fieldfare.Theme

// One photo, large.
Sheet {
    id: sheet

    property url source

    title: qsTr("Photo")
    maximumWidth: 900

    function show(photo: url) {
        source = photo
        open()
    }

    Image {
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(sheet.room * 0.7, width)
        source: sheet.source
        sourceSize.width: 1800
        fillMode: Image.PreserveAspectFit
        asynchronous: true
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Photo of the visit")
    }
}
