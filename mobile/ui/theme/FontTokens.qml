import QtQuick

// The type scale. `factor` is the person's text size. What is large already grows less, so that a heading stays on
// its screen; the order of the sizes is kept.
QtObject {
    id: tokens

    required property string family
    required property real factor

    readonly property font display: face(32, true, 0.5)
    readonly property font title: face(22, true, 0.6)
    readonly property font heading: face(18, true, 0.85)
    readonly property font body: face(16, false, 1)
    readonly property font bodyStrong: face(16, true, 1)
    readonly property font label: face(14, false, 1)
    readonly property font labelStrong: face(14, true, 1)
    readonly property font caption: face(13, false, 1)
    readonly property font captionStrong: face(13, true, 1)

    function face(pixels: int, bold: bool, growth: real): font {
        return Qt.font({ family: tokens.family, pixelSize: Math.round(pixels * (1 + (tokens.factor - 1) * growth)),
                         weight: bold ? Font.Bold : Font.Normal })
    }
}
