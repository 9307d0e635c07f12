#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// Input beyond a limit, or of a newer schema, gets a typed error, and the answer can be read.
class PushLimitsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> rita;

    /// Queues an edit of these paths, whatever they are.
    void editOf(const std::string& id, const v1::Customer& partial,
                const std::vector<std::pair<std::uint32_t, std::string>>& paths) {
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_notes("x"); });
        auto& mutation = rita->last();
        mutation.clear_paths();
        mutation.set_partial(partial.SerializeAsString());
        for (const auto& [field, key] : paths) {
            auto& path = *mutation.add_paths();
            path.set_field(field);
            path.set_key(key);
            path.set_base(rita->seqOf(Schema::of<v1::Customer>(), id));
            path.set_time(mutation.time());
        }
    }
    /// The outcome of what was queued last, sent between two that are fine.
    v1::Outcome amidOthers() {
        auto bad = rita->last();
        rita->queue().pop_back();
        --rita->number;
        (void)rita->create(customerOf("before"));
        bad.set_number(++rita->number);
        rita->queue().push_back(bad);
        (void)rita->create(customerOf("after"));
        const auto outcomes = rita->sync();
        if (outcomes.size() != 3 || outcomes[0].result() != v1::Outcome::APPLIED ||
            outcomes[2].result() != v1::Outcome::APPLIED)
            throw std::runtime_error{"its neighbours were not applied"};
        return outcomes[1];
    }

    static constexpr auto tags = v1::Customer::kTagsFieldNumber;

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        rita = site->client("rita");
        (void)rita->sync();
    }
    void cleanup() {
        rita.reset();
        site.reset();
    }

    void whatIsNoRequestIsUnreadable() {
        for (const std::string& body :
             {std::string{"nonsense"}, std::string(100, '\xFF'), std::string{"\x0A"}}) {
            const auto answer = rita->sendBytes(body);
            QCOMPARE(std::get<v1::Fault>(answer).code(), v1::UNREADABLE);
        }
        auto request = rita->request();
        request.set_protocol(2);
        QCOMPARE(std::get<v1::Fault>(rita->send(request)).code(), v1::UNSUPPORTED_PROTOCOL);
        // Cut at any place it is unreadable, or shorter; never anything else.
        (void)rita->create(customerOf("Acme"));
        const auto whole = rita->request().SerializeAsString();
        for (std::size_t cut = 1; cut < whole.size(); ++cut) {
            const auto answer = rita->sendBytes(whole.substr(0, cut));
            if (const auto* fault = std::get_if<v1::Fault>(&answer))
                QVERIFY2(fault->code() == v1::UNREADABLE || fault->code() == v1::STALE,
                         fault->ShortDebugString().c_str());
        }
    }

    void aMutationWithoutIdentityFailsTheRequest() {
        (void)rita->create(customerOf("Acme"));
        rita->last().set_number(0);
        QCOMPARE(rita->faultOfExchange(), v1::UNREADABLE);
        rita->last().set_number(1);
        rita->last().set_device("short");
        QCOMPARE(rita->faultOfExchange(), v1::UNREADABLE);
    }

    void fiveHundredMutationsAreTakenAndNoMore() {
        for (int i = 0; i < 501; ++i)
            (void)rita->create(customerOf("Acme"));
        QCOMPARE(rita->faultOfExchange(), v1::TOO_LARGE);
        rita->queue().pop_back();
        --rita->number;
        QCOMPARE(rita->sync().size(), std::size_t{500});
        QCOMPARE(rita->all<v1::Customer>().size(), std::size_t{500});
    }

    void aLargeMutationIsRejectedAlone() {
        (void)rita->create(customerOf("Acme"));
        rita->last().mutable_partial()->append(64 * 1024, 'x');
        const auto outcome = amidOthers();
        COMPARE_FAULT(outcome, REJECTED, INVALID);
        QCOMPARE(outcome.fault().limit(), std::int64_t{64 * 1024});
    }

    void manyPathsAreRejectedAlone() {
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        std::vector<std::pair<std::uint32_t, std::string>> paths;
        for (int i = 0; i < 512; ++i)
            paths.emplace_back(tags, "t" + std::to_string(i));
        editOf(id, {}, paths);
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        paths.emplace_back(tags, "one more");
        editOf(id, {}, paths);
        const auto outcome = amidOthers();
        COMPARE_FAULT(outcome, REJECTED, INVALID);
        QCOMPARE(outcome.fault().limit(), std::int64_t{512});
    }

    void aPathTwiceIsRejected() {
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        v1::Customer values;
        values.set_notes("x");
        editOf(id, values, {{v1::Customer::kNotesFieldNumber, {}}, {v1::Customer::kNotesFieldNumber, {}}});
        COMPARE_FAULT(amidOthers(), REJECTED, INVALID);
    }

    void manyElementsAreRejectedBeforeTheyAreBuilt() {
        (void)rita->create(customerOf("Acme"));
        // 30,000 empty phones.
        for (int i = 0; i < 30'000; ++i)
            rita->last().mutable_partial()->append("\x4A\x00", 2);
        COMPARE_FAULT(amidOthers(), REJECTED, INVALID);
    }

    void manyFrozenRecordsAreRejected() {
        (void)rita->create(customerOf("Acme"));
        for (int i = 0; i < 101; ++i)
            rita->last().add_frozen()->set_id(std::string(16, 'x'));
        const auto outcome = amidOthers();
        COMPARE_FAULT(outcome, REJECTED, INVALID);
        QCOMPARE(outcome.fault().limit(), std::int64_t{100});
    }

    void textsAreChecked() {
        const std::string nul{"a\0b", 3};
        (void)rita->create(customerOf(nul));
        COMPARE_FAULT(amidOthers(), REJECTED, INVALID);
        (void)rita->create(customerOf("Acme"));
        rita->last().set_partial("\x0A\x02\xC3\x28");  // not UTF-8
        COMPARE_FAULT(amidOthers(), REJECTED, INVALID);
        (void)rita->create(customerOf("Acme"));
        rita->last().set_id("short");
        COMPARE_FAULT(amidOthers(), REJECTED, INVALID);
    }

    void keysOfPathsAreCheckedLikeTheirValues() {
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        // A removal names a member that no value checks.
        for (const std::string& key : {std::string{"a\0b", 3}, std::string{"\xC3\x28"}, std::string(41, 'x'),
                                       std::string(60'000, 'x')}) {
            editOf(id, {}, {{tags, key}});
            COMPARE_FAULT(amidOthers(), REJECTED, INVALID);
        }
        for (const std::string& key : {std::string{"short"}, std::string(17, 'x')}) {
            editOf(id, {}, {{v1::Customer::kPhonesFieldNumber, key}});
            COMPARE_FAULT(amidOthers(), REJECTED, INVALID);
        }
        // A bad key where none belongs, or of an unknown field, must not break the answer.
        editOf(id, {}, {{v1::Customer::kNotesFieldNumber, "\xC3\x28"}});
        COMPARE_RESULT(amidOthers(), REJECTED);
        editOf(id, {}, {{9999, "\xC3\x28"}});
        COMPARE_FAULT(amidOthers(), REJECTED, NEWER_SCHEMA);
    }

    void whatANewerSchemaKnowsIsNotTaken() {
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        (void)rita->create(customerOf("Acme"));
        rita->last().set_type(999);
        COMPARE_FAULT(amidOthers(), REJECTED, NEWER_SCHEMA);
        // A path, a field, a value, a kind of mutation, an option of one.
        editOf(id, {}, {{9999, {}}});
        COMPARE_FAULT(amidOthers(), REJECTED, NEWER_SCHEMA);
        (void)rita->create(customerOf("Acme"));
        rita->last().mutable_partial()->append("\xF8\xF0\x04\x01", 4);  // field 9999: 1
        COMPARE_FAULT(amidOthers(), REJECTED, NEWER_SCHEMA);
        (void)rita->create(customerOf("Acme"));
        auto newer = customerOf("Acme");
        newer.add_phones()->set_id(std::string(16, 'p'));
        newer.mutable_phones(0)->set_kind(static_cast<v1::Phone::Kind>(77));
        rita->last().set_partial(newer.SerializeAsString());
        COMPARE_FAULT(amidOthers(), REJECTED, NEWER_SCHEMA);
        (void)rita->create(customerOf("Acme"));
        rita->last().set_kind(static_cast<v1::Mutation::Kind>(9));
        COMPARE_FAULT(amidOthers(), REJECTED, NEWER_SCHEMA);
        (void)rita->create(customerOf("Acme"));
        rita->last().GetReflection()->MutableUnknownFields(&rita->last())->AddVarint(9999, 1);
        COMPARE_FAULT(amidOthers(), REJECTED, NEWER_SCHEMA);
    }

    void anEditNamesItsPaths() {
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        editOf(id, customerOf("Other"), {});
        COMPARE_FAULT(amidOthers(), REJECTED, INVALID);
        // What it does not name it does not change.
        auto values = customerOf("Other");
        values.set_notes("new");
        editOf(id, values, {{v1::Customer::kNotesFieldNumber, {}}});
        COMPARE_RESULT(amidOthers(), APPLIED);
        QCOMPARE(site->stored<v1::Customer>(id).name(), std::string{"Acme"});
        QCOMPARE(site->stored<v1::Customer>(id).notes(), std::string{"new"});
    }

    void listsStayWithinTheirLimitWhoeverFillsThem() {
        auto nora = site->client("nora");
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        (void)nora->sync();
        const auto add = [&](ServerClient& client, const std::string& prefix, int count) {
            client.edit<v1::Customer>(id, [&](auto& c) {
                for (int i = 0; i < count; ++i)
                    c.add_tags(prefix + std::to_string(i));
            });
        };
        add(*rita, "r", 30);
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        // Alone each is within 50; together they are not: kept for somebody to decide.
        add(*nora, "n", 30);
        COMPARE_RESULT(nora->syncOne(), HELD);
        QCOMPARE(nora->get<v1::Customer>(id).tags_size(), 30);
        add(*nora, "n", 30);
        COMPARE_FAULT(nora->syncOne(), REJECTED, INVALID);
    }
};

QTEST_GUILESS_MAIN(PushLimitsTest)
#include "push_limits_test.moc"
