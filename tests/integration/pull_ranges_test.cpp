#include "fieldfare/catalogue.pb.h"
#include "shared/schema/digest.h"
#include "sync-server/sync/incoming.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// The closer look that a device asks for where digests differ.
class PullRangesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> ada;
    const std::uint32_t productType = Schema::of<v1::Product>().number();

    void products(int count, int descriptionSize) {
        site->atServer([&](auto& edit) {
            for (int i = 0; i < count; ++i) {
                v1::Product product;
                product.set_name("Product " + std::to_string(i));
                product.set_sku("S-" + std::to_string(i));
                product.set_description(std::string(static_cast<std::size_t>(descriptionSize), 'd'));
                edit.create(Schema::of<v1::Product>(), {}, product);
            }
        });
    }
    static v1::RangeQuery& query(v1::SyncRequest& request, v1::Scope::Kind kind, std::uint32_t type) {
        auto& query = *request.add_ranges();
        query.mutable_scope()->set_kind(kind);
        query.set_type(type);
        return query;
    }
    static v1::SyncResponse answerTo(ServerClient& client, const v1::SyncRequest& request) {
        const auto reply = client.send(request);
        v1::SyncResponse response;
        if (const auto* bytes = std::get_if<std::string>(&reply); !bytes || !response.ParseFromString(*bytes))
            throw std::runtime_error{"no answer"};
        return response;
    }
    static v1::Fault faultOf(ServerClient& client, const v1::SyncRequest& request) {
        const auto reply = client.send(request);
        return std::holds_alternative<v1::Fault>(reply) ? std::get<v1::Fault>(reply) : v1::Fault{};
    }
    /// The answer about one range of products.
    v1::RangeAnswer lookAt(const std::string& first = {}, const std::string& last = {}) {
        auto request = ada->request();
        auto& asked = query(request, v1::Scope::EVERYONE, productType);
        asked.set_first(first);
        asked.set_last(last);
        const auto response = answerTo(*ada, request);
        if (!response.complete() || response.ranges_size() != 1 || response.ranges(0).first() != first ||
            response.ranges(0).last() != last)
            throw std::runtime_error{response.ShortDebugString()};
        return response.ranges(0);
    }
    /// id -> feed seq of the products, as the last pull brought them.
    std::map<std::string, std::uint64_t> pulled() const {
        std::map<std::string, std::uint64_t> out;
        for (const auto& page : ada->answer().pages())
            for (const auto& row : page.rows())
                if (row.type() == productType)
                    out[row.id()] = row.feed_seq();
        return out;
    }

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        ada = site->client("ada");
    }
    void cleanup() {
        ada.reset();
        site.reset();
    }

    void fewRecordsAreToldOneByOne() {
        products(20, 0);
        (void)ada->sync();
        const auto here = pulled();
        const auto answer = lookAt();
        QCOMPARE(answer.parts_size(), 0);
        std::map<std::string, std::uint64_t> there;
        for (const auto& entry : answer.entries())
            there[entry.id()] = entry.feed_seq();
        QCOMPARE(there, here);
        // Both ends belong to the range.
        const auto second = std::next(here.begin())->first;
        const auto fourth = std::next(here.begin(), 3)->first;
        const auto some = lookAt(second, fourth);
        QCOMPARE(some.entries_size(), 3);
        QCOMPARE(some.entries(0).id(), second);
        QCOMPARE(some.entries(2).id(), fourth);
    }

    void manyAreToldInPartsDownToTheEntries() {
        products(5000, 0);
        (void)ada->sync();
        const auto here = pulled();
        QCOMPARE(here.size(), std::size_t{5000});
        const auto compare = [&](const v1::RangeAnswer& answer, const std::string& first) {
            auto from = here.lower_bound(first);
            for (const auto& part : answer.parts()) {
                schema::Digest digest;
                for (; from != here.end() && from->first <= part.last(); ++from)
                    digest.add(from->first, from->second);
                if (part.count() != digest.count || part.digest() != digest.sum)
                    return false;
            }
            return true;
        };
        const auto whole = lookAt();
        QVERIFY(whole.parts_size() > 1 && whole.parts_size() <= 64);
        QVERIFY(compare(whole, {}));
        QCOMPARE(whole.parts(whole.parts_size() - 1).last(), std::string(16, '\xff'));
        const auto first = here.upper_bound(whole.parts(6).last())->first;
        const auto part = lookAt(first, whole.parts(7).last());
        QVERIFY(part.parts_size() > 1);
        QVERIFY(compare(part, first));
        QCOMPARE(part.parts(part.parts_size() - 1).last(), whole.parts(7).last());
        const auto least = lookAt(first, part.parts(0).last());
        QCOMPARE(static_cast<std::uint64_t>(least.entries_size()), part.parts(0).count());
    }

    void anEmptyRangeIsAnsweredWithNothing() {
        products(3, 0);
        (void)ada->sync();
        const auto answer = lookAt(std::string(16, '\xf0'), std::string(16, '\xf1'));
        QCOMPARE(answer.entries_size() + answer.parts_size(), 0);
    }

    void recordsComeWholeAndWhatDoesNotStandThereIsTold() {
        products(3, 0);
        auto stan = site->client("stan");
        const auto foreign = stan->create(customerOf("Stan's"));
        (void)stan->sync();
        (void)ada->sync();
        const auto here = pulled();
        const auto gone = here.begin()->first;
        const auto kept = here.rbegin()->first;
        site->atServer([&](auto& edit) { edit.erase(edit.require(Schema::of<v1::Product>(), gone)); });
        (void)ada->sync();
        auto request = ada->request();
        request.set_schema(Schema::instance().fingerprint());
        auto& asked = query(request, v1::Scope::EVERYONE, productType);
        asked.add_ids(kept);
        asked.add_ids(gone);
        asked.add_ids(kept);  // twice is once
        auto& customers = query(request, v1::Scope::EVERYONE, Schema::of<v1::Customer>().number());
        customers.add_ids(foreign);
        auto& unknown = query(request, v1::Scope::EVERYONE, 900);
        unknown.add_ids(kept);
        const auto response = answerTo(*ada, request);
        QCOMPARE(response.ranges_size(), 3);
        QCOMPARE(response.ranges(0).rows_size(), 1);
        const auto& row = response.ranges(0).rows(0);
        QCOMPARE(row.id(), kept);
        QCOMPARE(row.feed_seq(), here.at(kept));
        QVERIFY(row.changed().empty());
        QCOMPARE(row.body(), site->stored<v1::Product>(kept).SerializeAsString());
        QCOMPARE(response.ranges(0).absent_size(), 1);
        QCOMPARE(response.ranges(0).absent(0), gone);
        QCOMPARE(response.ranges(1).rows_size(), 0);
        QCOMPARE(response.ranges(1).absent(0), foreign);
        QCOMPARE(response.ranges(2).absent(0), kept);
    }

    void hiddenFieldsDoNotComeThroughRanges() {
        const auto rita = site->person("rita").id;
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), rita),
                        [](auto& record) { static_cast<v1::Person&>(record).set_last_sign_in_at(1234); });
        });
        for (const char* name : {"rita", "ada"}) {
            auto client = site->client(name);
            (void)client->sync();
            auto request = client->request();
            query(request, v1::Scope::EVERYONE, Schema::of<v1::Person>().number()).add_ids(rita);
            v1::Person person;
            QVERIFY(person.ParseFromString(answerTo(*client, request).ranges(0).rows(0).body()));
            QCOMPARE(person.has_last_sign_in_at(), std::string{name} == "ada");
        }
    }

    void otherPeoplesScopesAreNotAnswered() {
        auto stan = site->client("stan");
        const auto customer = stan->create(customerOf("Stan's"));
        (void)stan->sync();
        auto rita = site->client("rita");
        (void)rita->sync();
        auto request = rita->request();
        const auto type = Schema::of<v1::Customer>().number();
        auto& records = query(request, v1::Scope::USER, type);
        records.mutable_scope()->set_id(site->person("stan").id);
        records.add_ids(customer);
        query(request, v1::Scope::USER, type).mutable_scope()->set_id(site->person("stan").id);
        query(request, v1::Scope::UNIT, type).mutable_scope()->set_id(site->unit("South"));
        query(request, v1::Scope::ADMINISTRATION, type);
        query(request, v1::Scope::USER, type).mutable_scope()->set_id(site->person("rita").id);
        const auto response = answerTo(*rita, request);
        QCOMPARE(response.ranges_size(), 1);
        QCOMPARE(response.ranges(0).scope().id(), site->person("rita").id);
        QVERIFY(response.ranges(0).entries().empty());
    }

    void nothingIsAnsweredBeforeThePullIsComplete() {
        products(1200, 2000);
        auto request = ada->request();
        query(request, v1::Scope::EVERYONE, productType);
        const auto response = answerTo(*ada, request);
        QVERIFY(!response.complete());
        QCOMPARE(response.ranges_size(), 0);
    }

    void whatDoesNotFitIsLeftOut() {
        products(900, 2000);
        (void)ada->sync();
        std::set<std::string> missing;
        for (const auto& [id, product] : ada->all<v1::Product>())
            missing.insert(id);
        int exchanges = 0;
        for (; !missing.empty(); ++exchanges) {
            auto request = ada->request();
            auto& asked = query(request, v1::Scope::EVERYONE, productType);
            for (const auto& id : missing)
                asked.add_ids(id);
            query(request, v1::Scope::EVERYONE, productType);
            const auto response = answerTo(*ada, request);
            QVERIFY(response.ByteSizeLong() <= 1024 * 1024);
            QVERIFY(response.ranges_size() >= 1 && response.ranges(0).absent().empty());
            for (const auto& row : response.ranges(0).rows())
                QCOMPARE(missing.erase(row.id()), std::size_t{1});
        }
        QCOMPARE(exchanges, 2);
    }

    void whatBreaksALimitIsRefusedAsAWhole() {
        (void)ada->sync();
        auto many = ada->request();
        for (std::size_t i = 0; i < server::sync::maxRanges; ++i)
            query(many, v1::Scope::EVERYONE, productType);
        QCOMPARE(answerTo(*ada, many).ranges_size(), static_cast<int>(server::sync::maxRanges));
        query(many, v1::Scope::EVERYONE, productType);
        auto fault = faultOf(*ada, many);
        QCOMPARE(fault.code(), v1::TOO_LARGE);
        QCOMPARE(fault.path(), std::string{"ranges"});
        QCOMPARE(fault.limit(), static_cast<std::int64_t>(server::sync::maxRanges));

        auto ids = ada->request();
        for (int i = 0; i < 2; ++i) {
            auto& asked = query(ids, v1::Scope::EVERYONE, productType);
            for (std::size_t n = 0; n < server::sync::maxRangeIds / 2; ++n)
                asked.add_ids(site->ids().next().bytes());
        }
        QCOMPARE(answerTo(*ada, ids).ranges_size(), 2);
        ids.mutable_ranges(0)->add_ids(site->ids().next().bytes());
        fault = faultOf(*ada, ids);
        QCOMPARE(fault.code(), v1::TOO_LARGE);
        QCOMPARE(fault.path(), std::string{"ranges/ids"});

        for (const char* path : {"ranges/first", "ranges/last", "ranges/ids"}) {
            auto bad = ada->request();
            auto& asked = query(bad, v1::Scope::EVERYONE, productType);
            if (std::string_view{path} == "ranges/first")
                asked.set_first("short");
            else if (std::string_view{path} == "ranges/last")
                asked.set_last(std::string(17, 'l'));
            else
                asked.add_ids("");
            fault = faultOf(*ada, bad);
            QCOMPARE(fault.code(), v1::INVALID);
            QCOMPARE(fault.path(), std::string{path});
        }
    }
};

QTEST_GUILESS_MAIN(PullRangesTest)
#include "pull_ranges_test.moc"
