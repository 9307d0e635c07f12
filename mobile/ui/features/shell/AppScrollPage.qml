import QtQuick
import Fieldfare.Components
import Fieldfare.Features

// AppPage with a column that scrolls.
ScrollPage {
    id: page

    property bool master: false
    property bool wholeWidth: false
    property bool beside: false
    property string symbol: "inbox"

    status: SyncPill { visible: !page.beside }
    onBackRequested: Navigation.back()
}
