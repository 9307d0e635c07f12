#include "filled_store.h"

#include <QDateTime>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "mobile/engine/local_store.h"
#include "shared/schema/schema.h"

namespace fieldfare::bench {

namespace {

const char* const surnames[] = {"天成",  "永盛", "华联",  "Acorn", "Birch",
                                "Cedar", "鸿运", "Dunes", "东方",  "Elm"};
const char* const trades[] = {"食品", "贸易", "Foods", "超市", "Trading", "Bakery", "物流", "Stores"};

v1::Customer customer(int i, const std::string& owner) {
    v1::Customer record;
    record.set_name(std::string{surnames[i % 10]} + " " + trades[i % 8] + " " + std::to_string(i));
    record.set_owner_id(owner);
    record.set_tier(static_cast<v1::Customer::Tier>(i % 3 + 1));
    record.set_lifecycle(v1::Customer::ACTIVE);
    record.mutable_address()->set_city(i % 2 == 0 ? "上海" : "Shanghai");
    record.mutable_address()->set_street(std::to_string(i % 900 + 1) + " Nanjing Road");
    auto* phone = record.add_phones();
    phone->set_id(std::string(16, static_cast<char>(i % 250 + 1)));
    phone->set_number("+86138" + std::to_string(10000000 + i));
    return record;
}

/// Gives the record's id.
template <typename Message>
std::string put(engine::LocalStore& store, const Message& record, std::uint64_t seq) {
    engine::StoredRow row;
    row.head.seq = seq;
    row.head.standings.set(1, seq);
    row.body = record.SerializeAsString();
    auto id = store.ids().next().bytes();
    store.records().put(schema::Schema::of<Message>(), id, row, record);
    return id;
}

}  // namespace

v1::Session fillStore(const std::filesystem::path& folder, int records) {
    const base::SystemClock clock;
    base::SystemRandom random;
    engine::LocalStore store{folder / "person.sqlite", clock, random, {.durable = false, .appVersion = "0"}};
    v1::Session session;
    session.set_token("a token");
    for (auto* id : {session.mutable_person_id(), session.mutable_device_id(),
                     session.mutable_organisation_id(), session.mutable_unit_id()})
        *id = store.ids().next().bytes();
    session.set_person("Ann Example");
    session.set_role(v1::REP);
    session.set_server_time(QDateTime::currentMSecsSinceEpoch());
    store.setSession(session);
    engine::StoreChange change{store.database()};
    constexpr int ofTen = 10;
    std::string last;
    for (int i = 0; i < records; ++i) {
        const auto seq = static_cast<std::uint64_t>(i) + 1;
        if (i % ofTen != 0) {
            last = put(store, customer(i, session.person_id()), seq);
            continue;
        }
        v1::VisitPlan plan;
        if (!last.empty())
            plan.set_customer_id(last);
        plan.set_person_id(session.person_id());
        plan.set_starts_at(session.server_time() + (i % 400 - 200) * 3'600'000LL);
        plan.set_status(v1::VisitPlan::PLANNED);
        (void)put(store, plan, seq);
    }
    change.commit();
    return session;
}

}  // namespace fieldfare::bench
