import QtQuick
import Fieldfare.App
import Fieldfare.Features

// A quote or an order on paper: given to another app, or kept among the downloads of this device.
QtObject {
    id: papers

    function share(documentId: string) {
        Paper.print(documentId, (file, fault) => {
            if (fault)
                Navigation.explain(fault)
            else if (!Device.share(file))
                Navigation.toast(qsTr("No app here opens a PDF."), qsTr("Save it"), () => papers.save(documentId))
        })
    }

    function save(documentId: string) {
        Paper.save(documentId, (file, fault) => {
            if (fault)
                Navigation.explain(fault)
            else
                Navigation.toast(qsTr("Saved as %1").arg(decodeURIComponent(String(file)).replace("file://", "")),
                                 qsTr("Open"), () => Device.share(file))
        })
    }
}
