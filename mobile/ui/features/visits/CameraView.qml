import QtCore
import QtQuick
import QtMultimedia

// What the camera sees. Only where there is one: without it the platform complains.
Item {
    id: view

    property bool active: true
    readonly property bool ready: shutter.readyForCapture

    signal saved(string file)
    signal failed(string words)

    function take() {
        shutter.captureToFile(StandardPaths.writableLocation(StandardPaths.TempLocation) + "/fieldfare-photo-"
                              + Date.now() + ".jpg")
    }

    CaptureSession {
        camera: Camera { active: view.active }
        imageCapture: ImageCapture {
            id: shutter
            onImageSaved: (id, file) => view.saved(file)
            onErrorOccurred: (id, error, words) => view.failed(words)
        }
        videoOutput: output
    }
    VideoOutput {
        id: output
        anchors.fill: parent
        fillMode: VideoOutput.PreserveAspectCrop
    }
}
