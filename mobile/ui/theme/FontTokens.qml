import QtQuick

// The type scale. `factor` is the person's text size.
QtObject {
    id: tokens

    required property string family
    required property real factor

    readonly property font display: face(32, true)
    readonly property font title: face(22, true)
    readonly property font heading: face(18, true)
    readonly property font body: face(16, false)
    readonly property font bodyStrong: face(16, true)
    readonly property font label: face(14, false)
    readonly property font labelStrong: face(14, true)
    readonly property font caption: face(13, false)
    readonly property font captionStrong: face(13, true)

    function face(pixels: int, bold: bool): font {
        return Qt.font({ family: tokens.family, pixelSize: Math.round(pixels * tokens.factor),
                         weight: bold ? Font.Bold : Font.Normal })
    }
}
