// Approvals, and the rules of records that are no documents.
#include <QTest>

#include "tests/support/document_setting.h"

using namespace fieldfare;
using namespace fieldfare::tests;

class ApprovalRulesTest : public QObject, private DocumentSetting {
    Q_OBJECT

  private slots:
    void init() { begin(); }

    void decisionsMoveTheQuote() {
        QCOMPARE(rules::statusAfter(v1::Approval::APPROVED), std::optional{v1::Quote::APPROVED});
        QCOMPARE(rules::statusAfter(v1::Approval::DECLINED), std::optional{v1::Quote::DECLINED});
        QVERIFY(!rules::statusAfter(v1::Approval::DECISION_UNSPECIFIED));
        v1::Approval approval = asked(1'200);
        QVERIFY(!rules::approvedUpTo(approval));
        approval.set_decision(v1::Approval::DECLINED);
        QVERIFY(!rules::approvedUpTo(approval));
        approval.set_decision(v1::Approval::APPROVED);
        QCOMPARE(rules::approvedUpTo(approval).value(), 1'200u);
    }

    void approvalsAreDecidedOnceWithinTheLimit() {
        const v1::Approval open = asked(1'600);
        QCOMPARE(shown(checkApproval(nullptr, open)), kNone);
        v1::Approval decided = open;
        decided.set_decision(v1::Approval::APPROVED);
        role_ = v1::MANAGER;
        QCOMPARE(shown(checkApproval(&open, decided)), expected("decision", 1'500));
        role_ = v1::EXECUTIVE;
        QCOMPARE(shown(checkApproval(&open, decided)), kNone);
        v1::Approval again = decided;
        again.set_decision(v1::Approval::DECLINED);
        QCOMPARE(shown(checkApproval(&decided, again)), expected("decision"));
        again = decided;
        again.set_comment("Only this once");
        role_ = v1::MANAGER;
        QCOMPARE(shown(checkApproval(&decided, again)), kNone);
        again.set_question("May I have a car?");
        QCOMPARE(shown(checkApproval(&decided, again)), expected("question"));
        v1::Approval declined = open;
        declined.set_decision(v1::Approval::DECLINED);
        QCOMPARE(shown(checkApproval(&open, declined)), kNone);
    }

    void approvalsSayWhichDiscount() {
        v1::Approval open = asked(1'000);
        v1::Approval raised = asked(1'100);
        QCOMPARE(shown(checkApproval(&open, raised)), expected("discount_bp", 1'000));
        open.clear_discount_bp();
        QCOMPARE(shown(checkApproval(nullptr, open)), expected("discount_bp"));
    }

    void approvalsCoverTheirQuote() {
        before_.set_header_discount_bp(2'000);
        source_ = &before_;
        QCOMPARE(shown(checkApproval(nullptr, asked(1'999))), expected("discount_bp", 2'000));
        const v1::Approval open = asked(2'000);
        QCOMPARE(shown(checkApproval(nullptr, open)), kNone);
        before_.set_header_discount_bp(3'000);
        v1::Approval decided = open;
        decided.set_decision(v1::Approval::APPROVED);
        role_ = v1::EXECUTIVE;
        QCOMPARE(shown(checkApproval(&open, decided)), expected("discount_bp", 3'000));
    }

    void approvalsAreAboutWhatLiesBeyondTheTerms() {
        catalogue_->put(id('T'), tieredList());
        const v1::Customer customer = tierCustomer();
        customer_ = &customer;
        before_ = tieredQuote(1'000);
        before_.set_header_discount_bp(1'500);
        source_ = &before_;
        QCOMPARE(shown(checkApproval(nullptr, asked(1'499))), expected("discount_bp", 1'500));
        const v1::Approval open = asked(1'500);
        QCOMPARE(shown(checkApproval(nullptr, open)), kNone);
        v1::Approval decided = open;
        decided.set_decision(v1::Approval::APPROVED);
        role_ = v1::MANAGER;
        QCOMPARE(shown(checkApproval(&open, decided)), kNone);
        // The customer fell to a tier without terms since.
        v1::Customer fallen = customer;
        fallen.set_tier(v1::Customer::B);
        customer_ = &fallen;
        QCOMPARE(shown(checkApproval(&open, decided)), expected("discount_bp", 2'350));
    }

    void visitsEndAfterTheyBegin() {
        v1::Visit visit;
        visit.set_outcome(v1::Visit::NOT_MET);
        QCOMPARE(shown(rules::checkVisit(visit)), kNone);
        visit.mutable_check_out()->set_at(kNow);
        QCOMPARE(shown(rules::checkVisit(visit)), expected("check_out"));
        visit.mutable_check_in()->set_at(kNow);
        QCOMPARE(shown(rules::checkVisit(visit)), kNone);
        visit.mutable_check_in()->set_at(kNow + 1);
        QCOMPARE(shown(rules::checkVisit(visit)), expected("check_out", kNow + 1));
    }

    void otherRecordsHaveTheirRules() {
        v1::VisitPlan plan;
        plan.set_starts_at(kNow);
        plan.set_ends_at(kNow - 1);
        QCOMPARE(shown(rules::checkVisitPlan(plan)), expected("ends_at"));
        plan.set_ends_at(kNow);
        QCOMPARE(shown(rules::checkVisitPlan(plan)), kNone);

        v1::Customer customer;
        *customer.mutable_potential() = money(-1);
        QCOMPARE(shown(rules::checkCustomer(customer)), expected("potential"));

        v1::Product product = *catalogue_->product(id('1'));
        QCOMPARE(shown(rules::checkProduct(product, *catalogue_)), kNone);
        product.mutable_standard_price()->set_minor(-1);
        product.mutable_prices(0)->mutable_price()->set_currency("USD");
        QCOMPARE(shown(rules::checkProduct(product, *catalogue_)),
                 expected("standard_price") + expected("prices/" + base::idText(id('L'))));

        v1::PriceList list;
        list.set_valid_from(kNow);
        list.set_valid_until(kNow);
        QCOMPARE(shown(rules::checkPriceList(list)), expected("valid_until"));

        v1::Category root;
        catalogue_->put(id('R'), root);
        v1::Category middle;
        middle.set_superior_id(id('R'));
        catalogue_->put(id('M'), middle);
        QCOMPARE(shown(rules::checkCategory(middle, *catalogue_)), kNone);
        v1::Category leaf;
        leaf.set_superior_id(id('M'));
        QCOMPARE(shown(rules::checkCategory(leaf, *catalogue_)), expected("superior_id"));
    }

    void everyTypeFindsItsRules() {
        const auto& schema = schema::Schema::instance();
        for (const schema::RecordType* type : schema.types()) {
            const auto record = type->make();
            const bool derives = type->name() == "quote" || type->name() == "order";
            QCOMPARE(rules::derive(*type, *record), derives);
            const auto faults = rules::checkRecord(*type, nullptr, *record, context());
            QCOMPARE(shown(faults), type->name() == "approval" ? expected("discount_bp") : kNone);
        }
        after_.set_header_discount_bp(600);
        after_.set_status(v1::Quote::ISSUED);
        const schema::RecordType& type = schema::Schema::of<v1::Quote>();
        QVERIFY(rules::derive(type, after_));
        QCOMPARE(after_.totals().discount_bp(), 600u);
        QCOMPARE(shown(rules::checkRecord(type, &before_, after_, context())), expected("status", 500));
        v1::Visit visit;
        visit.mutable_check_out()->set_at(kNow);
        QCOMPARE(shown(rules::checkRecord(schema::Schema::of<v1::Visit>(), nullptr, visit, context())),
                 expected("check_out"));
    }

    void aNewOrganisationHasItsDefaults() {
        const v1::Organisation made = rules::defaultOrganisation("Acme", "JPY");
        QCOMPARE(made.name(), std::string{"Acme"});
        QCOMPARE(made.currency(), std::string{"JPY"});
        QCOMPARE(rules::discountLimitBp(made, v1::REP), 500u);
        QCOMPARE(rules::discountLimitBp(made, v1::MANAGER), 1'500u);
        QCOMPARE(rules::discountLimitBp(made, v1::EXECUTIVE), 10'000u);
        QVERIFY(made.lock_issued() && made.seal_visits() && made.check_discounts());
    }
};

QTEST_APPLESS_MAIN(ApprovalRulesTest)
#include "approval_rules_test.moc"
