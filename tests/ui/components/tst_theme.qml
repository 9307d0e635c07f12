import QtQuick
import QtTest
import Fieldfare.Theme

// Legibility by computation (WCAG 2.1, relative luminance), in each theme.
TestCase {
    name: "Theme"

    function init() {
        failOnWarning(/.?/)
        Theme.choice = "light"
        Theme.textScale = 1
    }
    function cleanup() { init() }

    function light(part) { return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4) }
    function luminance(color) { return 0.2126 * light(color.r) + 0.7152 * light(color.g) + 0.0722 * light(color.b) }
    function contrast(one, other) {
        const a = luminance(one), b = luminance(other)
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    }
    function verifyContrast(ink, ground, least) {
        const found = contrast(Theme.colors[ink], Theme.colors[ground])
        verify(found >= least, Theme.name + ": " + ink + " on " + ground + " is " + found.toFixed(2) + ", not " + least)
    }

    function test_contrast_data() {
        return [{ tag: "light", text: 4.5 }, { tag: "dark", text: 4.5 }, { tag: "sunlight", text: 7 }]
    }
    function test_contrast(data) {
        Theme.choice = data.tag
        compare(Theme.name, data.tag)
        for (const ground of ["background", "surface", "raised", "sunken"]) {
            for (const ink of ["text", "textMuted", "accent", "danger"])
                verifyContrast(ink, ground, data.text)
            for (const edge of ["outlineStrong", "focus"])
                verifyContrast(edge, ground, 3)
        }
        for (const ground of ["background", "surface", "raised"]) {
            for (const ink of ["success", "warning", "primary"])
                verifyContrast(ink, ground, data.text)
        }
        for (const ground of ["primary", "primaryHover", "primaryPressed"])
            verifyContrast("primaryInk", ground, data.text)
        for (const ground of ["danger", "dangerHover", "dangerPressed"])
            verifyContrast("dangerInk", ground, data.text)
        for (const pair of ["accent", "highlight", "primarySoft", "accentSoft", "successSoft", "warningSoft", "dangerSoft",
                            "neutralSoft"])
            verifyContrast(pair + "Ink", pair, data.text)
        // Rows that are chosen keep their words, and quiet buttons stand in banners.
        for (const ground of ["accentSoft", "primarySoft", "warningSoft", "successSoft", "dangerSoft", "neutralSoft"])
            verifyContrast("text", ground, data.text)
        verifyContrast("textMuted", "accentSoft", 4.5)
        for (const ground of ["primarySoft", "warningSoft", "neutralSoft"])
            verifyContrast("accent", ground, 4.5)
        for (let i = 0; i < Theme.colors.avatars.length; ++i)
            verify(contrast(Theme.colors.avatars[i], Theme.colors.avatarInk) >= 4.5, "avatar " + i)
    }

    function test_textGrowsWithItsScale() {
        compare(Theme.fonts.body.pixelSize, 16)
        Theme.textScale = 2
        compare(Theme.fonts.body.pixelSize, 32)
        compare(Theme.fonts.caption.pixelSize, 26)
        verify(Theme.icon > 24)
    }

    function test_motionStopsWhereItIsNotWished() {
        verify(Theme.gentle > 0)
        Theme.reducedMotion = true
        compare(Theme.gentle, 0)
        compare(Theme.quick, 0)
        Theme.reducedMotion = false
    }
}
