#include "tests/simulation/check/truth.h"

#include <algorithm>
#include <limits>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "fieldfare/access.pb.h"
#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/merge/versions.h"
#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"
#include "sync-server/storage/meta_store.h"

namespace fieldfare::simulation {

namespace {

template <typename Message>
const Message* as(const TrueRecord& record) {
    return dynamic_cast<const Message*>(record.message.get());
}

/// What the record hangs under, by its own words.
std::string aboveOf(const TrueRecord& record) {
    if (const auto* contact = as<v1::Contact>(record))
        return contact->customer_id();
    if (const auto* plan = as<v1::VisitPlan>(record))
        return plan->customer_id();
    if (const auto* visit = as<v1::Visit>(record))
        return visit->customer_id();
    if (const auto* task = as<v1::Task>(record))
        return task->customer_id();
    if (const auto* quote = as<v1::Quote>(record))
        return quote->customer_id();
    if (const auto* order = as<v1::Order>(record))
        return order->customer_id();
    if (const auto* approval = as<v1::Approval>(record))
        return approval->subject_id();
    if (const auto* file = as<v1::File>(record))
        return file->parent_id();
    if (const auto* conflict = as<v1::Conflict>(record))
        return conflict->record_id();
    if (const auto* held = as<v1::HeldChange>(record))
        return held->beside_id();
    return {};
}

}  // namespace

std::string Truth::canonical(const google::protobuf::Message& message) {
    std::string bytes;
    google::protobuf::io::StringOutputStream stream{&bytes};
    google::protobuf::io::CodedOutputStream out{&stream};
    out.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&out);
    out.Trim();
    return bytes;
}

std::uint64_t Truth::lastSeq() const {
    return server::storage::MetaStore{server_}.number("seq");
}

void Truth::load(const schema::RecordType& type) {
    auto query = server_.query("SELECT id, seq, deleted, body, versions FROM " + storage::tableName(type));
    while (query.step()) {
        auto& record = records_[std::string{query.blob(0)}];
        record.type = &type;
        record.id = query.blob(0);
        record.seq = query.unsignedInteger(1);
        record.deletion = query.unsignedInteger(2);
        record.deleted = record.deletion != 0;
        record.body = query.blob(3);
        record.versions = query.blob(4);
        record.message = type.parse(record.body);
    }
}

const std::map<std::string, TrueRecord>& Truth::all() {
    if (!complete_)
        for (const auto* type : schema::Schema::instance().types())
            load(*type);
    complete_ = true;
    return records_;
}

const TrueRecord* Truth::find(const std::string& id) {
    if (id.empty())
        return nullptr;
    const auto at = records_.find(id);
    if (at != records_.end())
        return &at->second;
    if (complete_ || missing_.contains(id))
        return nullptr;
    for (const auto* type : schema::Schema::instance().types()) {
        auto query = server_.query(
            "SELECT seq, deleted, body, versions FROM " + storage::tableName(*type) + " WHERE id = $1", id);
        if (!query.step())
            continue;
        auto& record = records_[id];
        record.type = type;
        record.id = id;
        record.seq = query.unsignedInteger(0);
        record.deletion = query.unsignedInteger(1);
        record.deleted = record.deletion != 0;
        record.body = query.blob(2);
        record.versions = query.blob(3);
        record.message = type->parse(record.body);
        return &record;
    }
    missing_[id] = true;
    return nullptr;
}

Reader Truth::reader(const std::string& person) {
    Reader reader{person, v1::ROLE_UNSPECIFIED, {}};
    const auto* record = find(person);
    const auto* who = record == nullptr ? nullptr : as<v1::Person>(*record);
    if (who == nullptr || record->deleted || who->status() != v1::Person::ACTIVE)
        return reader;
    reader.role = who->role();
    reader.unit = who->unit_id();
    return reader;
}

bool Truth::leads(const Reader& reader, const std::string& unit) {
    if (reader.role == v1::EXECUTIVE)
        return true;
    if (reader.role != v1::MANAGER)
        return false;
    auto at = unit;
    for (int step = 0; step < 64 && !at.empty(); ++step) {
        if (at == reader.unit)
            return true;
        const auto* above = find(at);
        const auto* record = above == nullptr ? nullptr : as<v1::Unit>(*above);
        at = record == nullptr ? std::string{} : record->superior_id();
    }
    return false;
}

const TrueRecord* Truth::customerAbove(const TrueRecord& record) {
    const auto* at = &record;
    for (int step = 0; at != nullptr && step < 8; ++step) {
        const auto above = aboveOf(*at);
        if (above.empty())
            return at == &record ? nullptr : at;
        at = find(above);
    }
    return nullptr;
}

bool Truth::seesCustomer(const Reader& reader, const TrueRecord& record) {
    const auto* customer = as<v1::Customer>(record);
    if (customer == nullptr)
        return false;
    if (leads(reader, customer->unit_id()))
        return true;
    const auto& beside = customer->collaborator_ids();
    if (std::find(beside.begin(), beside.end(), reader.person) != beside.end())
        return true;
    if (customer->owner_id().empty())
        return reader.role == v1::REP && reader.unit == customer->unit_id();
    return customer->owner_id() == reader.person;
}

bool Truth::isAtDesk(const TrueRecord& record) {
    const auto came = [](const TrueRecord& each) {
        if (const auto* order = as<v1::Order>(each))
            return order->status() != v1::Order::STATUS_UNSPECIFIED && order->status() != v1::Order::DRAFT;
        if (const auto* quote = as<v1::Quote>(each))
            return quote->status() == v1::Quote::ORDERED;
        return false;
    };
    if (came(record))
        return true;
    if (as<v1::Customer>(record) == nullptr)
        return false;
    // From the first order on, whatever became of it.
    return std::any_of(all().begin(), all().end(), [&](const auto& each) {
        return came(each.second) && aboveOf(each.second) == record.id;
    });
}

bool Truth::maySee(const Reader& reader, const TrueRecord& record) {
    if (record.deleted || reader.role == v1::ROLE_UNSPECIFIED)
        return false;
    if (as<v1::Organisation>(record) != nullptr || as<v1::Unit>(record) != nullptr ||
        as<v1::Person>(record) != nullptr || as<v1::Category>(record) != nullptr ||
        as<v1::Product>(record) != nullptr || as<v1::PriceList>(record) != nullptr)
        return true;
    if (as<v1::AccessRule>(record) != nullptr)
        return reader.role == v1::ADMINISTRATOR;
    if (const auto* device = as<v1::Device>(record))
        return device->person_id() == reader.person || reader.role == v1::ADMINISTRATOR ||
               reader.role == v1::UNIT_ADMINISTRATOR;
    if (const auto* task = as<v1::Task>(record); task != nullptr && task->assignee_id() == reader.person)
        return true;
    if (const auto* conflict = as<v1::Conflict>(record);
        conflict != nullptr && conflict->loser_id() == reader.person)
        return true;
    if (const auto* held = as<v1::HeldChange>(record)) {
        if (held->author_id() == reader.person)
            return true;
        // Of a collected device, beside nothing: the managers of its author's unit decide.
        if (held->beside_id().empty())
            return !held->unit_id().empty() && leads(reader, held->unit_id());
    }
    if (reader.role == v1::BACK_OFFICE && isAtDesk(record))
        return true;
    if (as<v1::Customer>(record) != nullptr)
        return seesCustomer(reader, record);
    const auto* top = customerAbove(record);
    if (top == nullptr)
        return false;
    if (as<v1::Customer>(*top) != nullptr)
        return seesCustomer(reader, *top);
    // Of what is held beside nothing, those who decide; its author is told of the decision alone.
    if (const auto* held = as<v1::HeldChange>(*top))
        return !held->unit_id().empty() && leads(reader, held->unit_id());
    // Conflicts about what is everybody's are everybody's.
    return as<v1::Device>(*top) == nullptr && as<v1::AccessRule>(*top) == nullptr && aboveOf(*top).empty();
}

const TrueRecord* Truth::rootOf(const TrueRecord& record) {
    return aboveOf(record).empty() ? &record : customerAbove(record);
}

std::string Truth::above(const TrueRecord& record) {
    return aboveOf(record);
}

void Truth::loadRules() {
    if (knowsRules_)
        return;
    if (!complete_)
        load(schema::Schema::of<v1::AccessRule>());
    knowsRules_ = true;
    for (const auto& [id, record] : records_)
        if (const auto* rule = as<v1::AccessRule>(record))
            rules_.push_back({*rule, merge::Versions::unpack(record.versions).creation().seq,
                              record.deleted ? record.deletion : std::numeric_limits<std::uint64_t>::max()});
}

bool Truth::isDenied(v1::Role role, const schema::RecordType& type, int field,
                     v1::AccessRule::Operation operation, std::uint64_t seq) {
    loadRules();
    return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& each) {
        const auto& rule = each.rule;
        return rule.record_type() == type.number() && static_cast<int>(rule.field_number()) == field &&
               rule.role() == role && rule.operation() == operation &&
               rule.effect() == v1::AccessRule::DENY && each.since <= seq && seq < each.until;
    });
}

bool Truth::hides(const Reader& reader, const schema::RecordType& type, int field) {
    constexpr auto now = std::numeric_limits<std::uint64_t>::max() - 1;
    const bool administers = reader.role == v1::ADMINISTRATOR || reader.role == v1::UNIT_ADMINISTRATOR;
    return (!administers && type.name() == "person" && field == v1::Person::kLastSignInAtFieldNumber) ||
           isDenied(reader.role, type, field, v1::AccessRule::READ, now);
}

void Truth::hideFields(const Reader& reader, const schema::RecordType& type,
                       google::protobuf::Message& record) {
    for (const auto& field : type.fields())
        if (hides(reader, type, field.number()))
            record.GetReflection()->ClearField(&record, field.descriptor());
}

/// What others wrote, quoted in a record of its own, is hidden as it is in theirs.
void Truth::hideQuoted(const Reader& reader, google::protobuf::Message& record) {
    const auto& schema = schema::Schema::instance();
    if (auto* conflict = dynamic_cast<v1::Conflict*>(&record)) {
        const auto& type = *schema.type(conflict->record_type());
        const auto* field =
            type.field(std::string_view{conflict->path()}.substr(0, conflict->path().find('/')));
        // Of a return from deletion there is no path, and nothing is quoted.
        if (field != nullptr && hides(reader, type, field->number())) {
            conflict->clear_standing();
            conflict->clear_losing();
        }
    } else if (auto* held = dynamic_cast<v1::HeldChange*>(&record)) {
        const auto& type = *schema.type(held->record_type());
        const bool any = std::any_of(type.fields().begin(), type.fields().end(),
                                     [&](const auto& field) { return hides(reader, type, field.number()); });
        v1::Mutation mutation;
        if (!any || !mutation.ParseFromString(held->mutation()))
            return;
        const auto partial = type.parse(mutation.partial());
        hideFields(reader, type, *partial);
        partial->DiscardUnknownFields();
        mutation.set_partial(partial->SerializeAsString());
        auto& paths = *mutation.mutable_paths();
        paths.erase(std::remove_if(paths.begin(), paths.end(),
                                   [&](const v1::TouchedPath& path) {
                                       const auto number = static_cast<int>(path.field());
                                       return type.field(number) == nullptr || hides(reader, type, number);
                                   }),
                    paths.end());
        held->set_mutation(mutation.SerializeAsString());
    }
}

std::string Truth::shown(const Reader& reader, const TrueRecord& record) {
    const auto message = record.type->parse(record.body);
    hideFields(reader, *record.type, *message);
    hideQuoted(reader, *message);
    return canonical(*message);
}

}  // namespace fieldfare::simulation
