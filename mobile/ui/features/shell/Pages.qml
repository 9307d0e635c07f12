pragma Singleton

import QtQuick

// Where the page of a name is, and the places that a person finds in the bar below or the rail at the side.
// A new page needs its line here, and nothing else.
QtObject {
    id: pages

    readonly property var folders: ({
        account: ["EnrolPage", "SignInPage", "StoppedPage"],
        approvals: ["ApprovalsPage", "ApprovalPage"],
        customers: ["CustomersPage", "CustomerPage", "CustomerEditPage", "ContactPage", "ContactEditPage", "TaskEditPage"],
        review: ["VisitReviewPage"],
        sales: ["SalesPage", "QuotePage", "QuoteEditPage", "ProductPickerPage", "OrderPage", "OrderEditPage"],
        settings: ["SettingsPage", "AboutPage", "ChangePasswordPage", "SignOutPage"],
        shell: ["MorePage"],
        sync: ["SyncPage", "OutboxPage", "AttentionPage", "HeldWorkPage", "VersionsPage"],
        team: ["TeamPage", "ReassignPage"],
        today: ["TodayPage"],
        visits: ["VisitsPage", "VisitPage", "PlanVisitPage", "CustomerPickerPage", "PhotoPage", "PhotoPickerPage", "CameraPage"]
    })

    // In the order of the bar: the page at the root of each, and its icon. `keeps` are the folders whose pages
    // belong there when one of them is opened from outside.
    readonly property var placesOfRep: [
        { value: "today", page: "TodayPage", symbol: "today", keeps: ["today"] },
        { value: "customers", page: "CustomersPage", symbol: "customers", keeps: ["customers"] },
        { value: "visits", page: "VisitsPage", symbol: "visit", keeps: ["visits"] },
        { value: "sales", page: "SalesPage", symbol: "quote", keeps: ["sales"] },
        { value: "more", page: "MorePage", symbol: "more", keeps: ["settings", "sync", "shell"] }
    ]
    readonly property var placesOfManager: [
        { value: "team", page: "TeamPage", symbol: "team", keeps: ["team", "review", "visits"] },
        { value: "approvals", page: "ApprovalsPage", symbol: "approve", keeps: ["approvals", "sales"] },
        { value: "customers", page: "CustomersPage", symbol: "customers", keeps: ["customers"] },
        { value: "versions", page: "VersionsPage", symbol: "two-versions", keeps: [] },
        { value: "more", page: "MorePage", symbol: "more", keeps: ["settings", "sync", "shell"] }
    ]

    function folderOf(page: string): string {
        for (const folder in folders) {
            if (folders[folder].includes(page))
                return folder
        }
        return ""
    }

    function source(page: string): url {
        return Qt.resolvedUrl("../" + folderOf(page) + "/" + page + ".qml")
    }
}
