import QtQuick
import QtQuick.Templates as T
import Fieldfare.Theme

// A line of text; with `wraps` a paragraph. `muted` is for what explains, never for what is needed.
T.Label {
    id: label

    property bool muted: false
    property bool wraps: false
    property bool mayShorten: false      // of what people typed, where a tap shows it whole; never the app's own words

    font: Theme.fonts.body
    color: !enabled ? Theme.colors.textDisabled : muted ? Theme.colors.textMuted : Theme.colors.text
    linkColor: Theme.colors.accent
    elide: wraps && maximumLineCount > 100 ? Text.ElideNone : Text.ElideRight
    wrapMode: wraps ? Text.Wrap : Text.NoWrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
