import QtQuick

// Distances on a grid of 4.
QtObject {
    readonly property int hair: 2
    readonly property int tiny: 4
    readonly property int small: 8
    readonly property int medium: 12
    readonly property int large: 16
    readonly property int wide: 24
    readonly property int vast: 40
}
