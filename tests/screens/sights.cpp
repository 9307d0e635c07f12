#include "tests/screens/sights.h"

#include "tests/support/window/app_window.h"

namespace fieldfare::tests {

namespace {

using Of = Sight::Of;

std::vector<Sight> beforeOneWorks() {
    return {
        {"EnrolPage", "none", ""},
        {"EnrolPage-wrong", "none", "", Of::Both, false,
         [](AppWindow& app) { app.type("pairingCode", "FIELDFARE:2:abc"); }},
        {"SignInPage", "signedOut", ""},
        {"StoppedPage-wiped", "wiped", ""},
        {"StoppedPage-newer", "newer", ""},
    };
}

std::vector<Sight> ofReps() {
    return {
        {"TodayPage", "rep", "TodayPage", Of::Both},
        {"TodayPage-offline", "rep", "TodayPage", Of::Phone, true},
        {"TodayPage-found", "rep", "TodayPage", Of::Phone, false,
         [](AppWindow& app) { app.type("searchEverything", "bakery"); }},
        {"TodayPage-empty", "newRep", "TodayPage"},
        {"CustomersPage", "rep", "CustomersPage", Of::Both},
        {"CustomersPage-filter", "rep", "CustomersPage", Of::Phone, false,
         [](AppWindow& app) { app.tap("filterCustomers"); }},
        {"CustomersPage-none", "rep", "CustomersPage", Of::Phone, false,
         [](AppWindow& app) { app.type("searchCustomers", "zzzz"); }},
        {"CustomersPage-empty", "newRep", "CustomersPage", Of::Both},
        {"CustomerPage", "rep", "CustomerPage?customerId={customer}", Of::Both},
        {"CustomerPage-long", "rep", "CustomerPage?customerId={longName}"},
        {"CustomerEditPage", "rep", "CustomerEditPage?customerId={customer}", Of::Both},
        {"CustomerEditPage-recovered", "rep", "CustomerEditPage?customerId={longName}"},
        {"CustomerEditPage-wrong", "rep", "CustomerEditPage", Of::Phone, false,
         [](AppWindow& app) { app.tap("save"); }},
        {"ContactPage", "rep", "ContactPage?contactId={contact}"},
        {"ContactPage-long", "rep", "ContactPage?contactId={longContact}"},
        {"ContactEditPage", "rep", "ContactEditPage?contactId={contact}"},
        {"TaskEditPage", "rep", "TaskEditPage?taskId={task}"},
        {"VisitsPage", "rep", "VisitsPage", Of::Both},
        {"VisitsPage-empty", "newRep", "VisitsPage"},
        {"VisitPage", "rep", "VisitPage?visitId={visit}", Of::Both},
        {"VisitPage-underWay", "rep", "VisitPage?visitId={visitUnderWay}"},
        {"VisitPage-before", "rep", "VisitPage?customerId={longName}"},
        {"PlanVisitPage", "rep", "PlanVisitPage?customerId={customer}"},
        {"PlanVisitPage-planned", "rep", "PlanVisitPage?planId={plan}"},
        {"CustomerPickerPage", "rep", "VisitsPage", Of::Phone, false,
         [](AppWindow& app) { app.tap("startVisit"); }},
        {"PhotoPage", "rep", "VisitPage?visitId={visit}", Of::Phone, false,
         [](AppWindow& app) { app.tap("photoStrip/photo-0"); }},
        {"SalesPage", "rep", "SalesPage", Of::Both},
        {"SalesPage-empty", "newRep", "SalesPage"},
        {"QuotePage", "rep", "QuotePage?quoteId={waitingQuote}", Of::Both},
        {"QuotePage-issued", "rep", "QuotePage?quoteId={issuedQuote}"},
        {"QuoteEditPage", "rep", "QuoteEditPage?documentId={draftQuote}", Of::Both},
        {"ProductPickerPage", "rep", "QuoteEditPage?documentId={draftQuote}", Of::Phone, false,
         [](AppWindow& app) { app.tap("addProducts"); }},
        {"OrderPage", "rep", "OrderPage?orderId={shippedOrder}", Of::Both},
        {"OrderPage-draft", "rep", "OrderPage?orderId={draftOrder}"},
        {"OrderEditPage", "rep", "OrderEditPage?documentId={draftOrder}"},
        {"OrderEditPage-empty", "rep", "OrderEditPage?customerId={longName}"},
        {"MorePage", "rep", "MorePage", Of::Both},
        {"SettingsPage", "rep", "SettingsPage", Of::Both},
        {"AboutPage", "rep", "AboutPage"},
        {"ChangePasswordPage", "rep", "ChangePasswordPage"},
        {"SignOutPage", "rep", "SignOutPage"},
        {"SignOutPage-nothing", "newRep", "SignOutPage"},
        {"SyncPage", "rep", "SyncPage"},
        {"SyncPage-offline", "rep", "SyncPage", Of::Phone, true},
        {"SyncPage-collected", "collected", "SyncPage"},
        {"TodayPage-collected", "collected", "TodayPage"},
        {"CustomerEditPage-collected", "collected", "CustomerEditPage?customerId={customer}", Of::Phone,
         false,
         [](AppWindow& app) {
             app.type("field:notes", "one more word");
             app.tap("save");
         }},
        {"OutboxPage", "rep", "OutboxPage", Of::Both},
        {"OutboxPage-empty", "newRep", "OutboxPage"},
        {"AttentionPage", "rep", "AttentionPage"},
        {"HeldWorkPage-empty", "newRep", "HeldWorkPage"},
        {"AttentionPage-empty", "newRep", "AttentionPage"},
        {"VersionsPage", "rep", "VersionsPage", Of::Both},
        {"VersionsPage-empty", "newRep", "VersionsPage"},
    };
}

std::vector<Sight> ofManagers() {
    return {
        {"TeamPage", "manager", "TeamPage", Of::Both, false, [](AppWindow& app) { app.tap("dayBefore"); }},
        {"TeamPage-people", "manager", "TeamPage", Of::Phone, false,
         [](AppWindow& app) { app.tap("teamPart/option:people"); }},
        {"TeamPage-empty", "newManager", "TeamPage", Of::Tablet},
        {"VisitReviewPage", "manager", "VisitReviewPage?visitId={visitOfRep}", Of::Both},
        {"ApprovalsPage", "manager", "ApprovalsPage", Of::Both},
        {"ApprovalsPage-empty", "newManager", "ApprovalsPage"},
        {"ApprovalPage", "manager", "ApprovalPage?approvalId={approval}", Of::Both},
        {"ReassignPage", "manager", "ReassignPage", Of::Both},
        {"HeldWorkPage", "manager", "HeldWorkPage", Of::Both},
        {"HeldWorkPage-decline", "manager", "HeldWorkPage", Of::Phone, false,
         [](AppWindow& app) { app.tap(app.has("@Decline") ? "@Decline" : "@驳回"); }},
        {"HeldWorkPage-collected", "managerOfCollected", "HeldWorkPage"},
        {"VersionsPage-manager", "manager", "VersionsPage", Of::Tablet},
        {"CustomerPage-manager", "manager", "CustomerPage?customerId={customer}", Of::Tablet},
        {"MorePage-manager", "manager", "MorePage"},
    };
}

}  // namespace

const std::vector<Sight>& sights() {
    static const auto all = [] {
        auto each = beforeOneWorks();
        for (auto more : {ofReps(), ofManagers()})
            each.insert(each.end(), std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
        return each;
    }();
    return all;
}

}  // namespace fieldfare::tests
