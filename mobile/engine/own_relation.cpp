#include "mobile/engine/own_relation.h"

#include "fieldfare/people.pb.h"

namespace fieldfare::engine {

using access::Relation;
using google::protobuf::Message;
using schema::RecordType;

namespace {

constexpr int deepest = 16;  // a tree of units or a chain of parents that is deeper is a loop

bool names(const Message& record, const schema::Field* people, const std::string& person) {
    if (people == nullptr || person.empty())
        return false;
    const auto* field = people->descriptor();
    const auto* reflection = record.GetReflection();
    if (!field->is_repeated())
        return reflection->GetString(record, field) == person;
    for (int i = 0, n = reflection->FieldSize(record, field); i < n; ++i)
        if (reflection->GetRepeatedString(record, field, i) == person)
            return true;
    return false;
}

}  // namespace

std::string OwnRelation::ownUnit() const {
    const auto& person = schema::Schema::of<v1::Person>();
    if (const auto row = store_.records().of(person).load(store_.person()))
        return schema::bytesOf(*person.parse(row->body), person.unit());
    const auto session = store_.session();
    return session ? session->unit_id() : std::string{};
}

bool OwnRelation::leads(std::string unit) const {
    const auto own = ownUnit();
    const auto& units = schema::Schema::of<v1::Unit>();
    for (int i = 0; i < deepest && !unit.empty(); ++i) {
        if (unit == own)
            return true;
        const auto row = store_.records().of(units).load(unit);
        if (!row)
            return false;
        unit = schema::bytesOf(*units.parse(row->body), units.field("superior_id"));
    }
    return false;
}

Relation OwnRelation::toRoot(const RecordType& type, const Message& root) const {
    const auto role = store_.role();
    auto relation = Relation::None;
    switch (type.policy().seen_by()) {
        case v1::EVERYONE:
            return Relation::Everyone;
        case v1::ADMINISTRATION:
            return Relation::Administration;
        default:
            break;
    }
    const auto unit = schema::bytesOf(root, type.unit());
    if (role == v1::MANAGER && leads(unit))
        relation |= Relation::Superior;
    if (role == v1::EXECUTIVE && !unit.empty())
        relation |= Relation::Everything;
    if (type.policy().seen_by() != v1::OWNED)
        return relation;
    const auto owner = schema::bytesOf(root, type.owner());
    if (!owner.empty() && owner == store_.person())
        relation |= Relation::Owner;
    if (owner.empty() && unit == ownUnit())
        relation |= Relation::Pool;
    if (role == v1::BACK_OFFICE)
        relation |= Relation::Desk;  // what the back office has came to its desk
    if (names(root, type.collaborators(), store_.person()))
        relation |= Relation::Collaborator;
    return relation;
}

Relation OwnRelation::toRootOf(std::string_view parent) const {
    std::string id{parent};
    for (int i = 0; i < deepest; ++i) {
        const auto* type = store_.records().typeOf(id);
        if (type == nullptr)
            break;
        const auto row = store_.records().of(*type).load(id);
        const auto record = type->parse(row->body);
        if (type->parent() == nullptr)
            return toRoot(*type, *record);
        id = schema::bytesOf(*record, type->parent());
        if (id.empty())
            return toRoot(*type, *record);
    }
    return Relation::None;
}

Relation OwnRelation::to(const RecordType& type, const Message& record) const {
    const auto parent = schema::bytesOf(record, type.parent());
    auto relation = parent.empty() ? toRoot(type, record) : toRootOf(parent);
    for (const auto* audience : type.audiences())
        if (!audience->policy().informed() && names(record, audience, store_.person()))
            relation |= Relation::Audience;
    return relation;
}

}  // namespace fieldfare::engine
