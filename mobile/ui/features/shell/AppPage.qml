import QtQuick
import Fieldfare.Components
import Fieldfare.Features

// A page of the app: says how the device stands with its server, and goes back. See also AppScrollPage.
Page {
    id: page

    property bool master: false        // a list: what is opened from it appears beside it where there is room
    property bool wholeWidth: false    // never beside a list
    property bool beside: false        // the shell sets it; the list shows the status then
    property string symbol: "inbox"    // of the empty room beside a list

    status: SyncPill { visible: !page.beside }
    onBackRequested: Navigation.back()
}
