import QtQuick
import Fieldfare.Components

// What stands below the rows of a CustomerView: the details on their tab; where there are no rows, what to add.
Item {
    id: footer

    readonly property var view: ListView.view
    readonly property string tab: view?.tab ?? ""
    readonly property var list: view?.lists.of(tab) ?? null

    width: view?.width ?? 0
    implicitHeight: tab === "details" ? details.implicitHeight : none.visible ? none.implicitHeight : 0

    CustomerDetails {
        id: details
        width: parent.width
        visible: footer.tab === "details"
        item: footer.view?.item ?? null
    }
    EmptyState {
        id: none
        width: parent.width
        visible: footer.list !== null && footer.list.loaded && footer.list.count === 0
        symbol: footer.view?.lists.symbolOf(footer.tab) ?? "inbox"
        title: footer.view?.lists.emptyOf(footer.tab) ?? ""
        action: footer.view?.lists.addOf(footer.tab) ?? ""
        onActionTriggered: footer.view.addRequested(footer.view.lists.verbOf(footer.tab))
    }
}
