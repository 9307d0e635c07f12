import QtQuick

// The colours of one theme, by what they are for. A pair `x`/`xInk` or `xSoft`/`xSoftInk` is legible together.
QtObject {
    required property bool dark

    // Grounds, from the page to what lies on it.
    required property color background
    required property color surface
    required property color raised
    required property color sunken
    required property color disabled

    required property color outline         // between things; decoration
    required property color outlineStrong   // the edge of a control; 3:1 against its ground

    required property color text
    required property color textMuted
    required property color textDisabled

    // The slate of the head: what one does next.
    required property color primary
    required property color primaryHover
    required property color primaryPressed
    required property color primaryInk
    required property color primarySoft
    required property color primarySoftInk

    // The chestnut of the back: what is chosen, what can be tapped in a text.
    required property color accent
    required property color accentInk
    required property color accentSoft
    required property color accentSoftInk

    // The amber of the breast: what is counted or rated.
    required property color highlight
    required property color highlightInk

    required property color success
    required property color successSoft
    required property color successSoftInk
    required property color warning
    required property color warningSoft
    required property color warningSoftInk
    required property color danger
    required property color dangerHover
    required property color dangerPressed
    required property color dangerInk
    required property color dangerSoft
    required property color dangerSoftInk
    required property color neutralSoft
    required property color neutralSoftInk

    required property color focus
    required property color scrim

    // Avatars: each ground with `avatarInk`.
    required property list<color> avatars
    required property color avatarInk

    // Tones: "neutral", "info", "accent", "success", "warning", "danger".
    function strong(tone: string): color {
        switch (tone) {
        case "info": return primary
        case "accent": return accent
        case "success": return success
        case "warning": return warning
        case "danger": return danger
        }
        return textMuted
    }

    function soft(tone: string): color {
        switch (tone) {
        case "info": return primarySoft
        case "accent": return accentSoft
        case "success": return successSoft
        case "warning": return warningSoft
        case "danger": return dangerSoft
        }
        return neutralSoft
    }

    function softInk(tone: string): color {
        switch (tone) {
        case "info": return primarySoftInk
        case "accent": return accentSoftInk
        case "success": return successSoftInk
        case "warning": return warningSoftInk
        case "danger": return dangerSoftInk
        }
        return neutralSoftInk
    }
}
