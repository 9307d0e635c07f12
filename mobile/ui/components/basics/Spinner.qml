import QtQuick
import Fieldfare.Theme

// Something is under way. Stands still where motion is not wished.
Icon {
    id: spinner

    property bool running: true

    name: "syncing"
    RotationAnimator on rotation {
        running: spinner.running && spinner.visible && !Theme.reducedMotion
        from: 0
        to: 360
        duration: 1200
        loops: Animation.Infinite
    }
}
