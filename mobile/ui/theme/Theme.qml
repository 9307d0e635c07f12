pragma Singleton

import QtQuick

// Every measure and colour of the look. Lengths are device-independent pixels, durations milliseconds.
// Whoever knows the person's wishes sets `choice`, `textScale`, `reducedMotion` and `leftHanded`.
QtObject {
    id: theme

    property string choice: "system"   // "system", "light", "dark", "sunlight"
    property real textScale: 1.0       // 1.0 to 2.0
    property bool reducedMotion: false
    property bool leftHanded: false    // the floating action on the left

    property string language: "en"     // "en", "zh_CN": names of months and days
    property double fixedNow: 0        // epoch ms: what is "today" in pictures and tests; 0: by the clock

    function now(): double { return fixedNow > 0 ? fixedNow : Date.now() }

    readonly property string name: choice !== "system" ? choice : systemIsDark ? "dark" : "light"
    readonly property ColorTokens colors: name === "dark" ? dark : name === "sunlight" ? sunlight : light

    readonly property var locale: Qt.locale(language)
    readonly property string family: "Noto Sans"
    readonly property FontTokens fonts: FontTokens {
        family: theme.family
        factor: theme.textScale
    }
    readonly property SpaceTokens space: SpaceTokens {}
    readonly property RadiusTokens radius: RadiusTokens {}

    readonly property int target: 48                    // the least side of anything that can be touched
    readonly property real icon: Math.round(24 * Math.min(textScale, 1.5))
    readonly property real smallIcon: Math.round(18 * Math.min(textScale, 1.5))
    readonly property real vastIcon: Math.round(40 * Math.min(textScale, 1.5))
    readonly property int line: name === "sunlight" ? 2 : 1   // the width of an edge
    readonly property int focusLine: name === "sunlight" ? 3 : 2

    readonly property int quick: reducedMotion ? 0 : 120
    readonly property int gentle: reducedMotion ? 0 : 220

    // Widths at which the layout changes.
    readonly property int twoColumns: 600
    readonly property int dashboard: 1000
    readonly property int reading: 680                  // no text or form grows wider

    readonly property ColorTokens light: LightColors {}
    readonly property ColorTokens dark: DarkColors {}
    readonly property ColorTokens sunlight: SunlightColors {}
    readonly property SystemPalette system: SystemPalette {}
    readonly property bool systemIsDark: system.window.hslLightness < system.windowText.hslLightness
}
