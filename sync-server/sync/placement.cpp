#include "sync-server/sync/placement.h"

#include <algorithm>
#include <array>

#include "shared/schema/schema.h"

namespace fieldfare::server::sync {

using access::Relation;
using schema::bytesOf;
using storage::RecordRow;
using storage::ScopeKey;

namespace {

std::vector<std::string> peopleIn(const google::protobuf::Message& record, const schema::Field* field) {
    std::vector<std::string> out;
    if (field == nullptr)
        return out;
    const auto* reflection = record.GetReflection();
    if (!field->descriptor()->is_repeated()) {
        if (auto person = bytesOf(record, field); !person.empty())
            out.push_back(std::move(person));
        return out;
    }
    for (int i = 0, n = reflection->FieldSize(record, field->descriptor()); i < n; ++i)
        out.push_back(reflection->GetRepeatedString(record, field->descriptor(), i));
    return out;
}

/// True if administrators alone keep the record, and so alone see it.
bool isConfiguration(const schema::RecordType& type) {
    const auto& edit = type.policy().edit();
    return type.policy().seen_by() == v1::ADMINISTRATION &&
           std::find(edit.begin(), edit.end(), v1::UNIT_ADMINISTRATOR) == edit.end();
}

/// The root's own scopes but for the desk, which each record enters for itself.
void addRootScopes(const RecordRow& root, std::vector<ScopeKey>& out) {
    const auto& type = *root.type;
    switch (type.policy().seen_by()) {
        case v1::EVERYONE:
            out.push_back(ScopeKey::everyone());
            break;
        case v1::ADMINISTRATION:
            out.push_back(isConfiguration(type) ? ScopeKey::configuration() : ScopeKey::administration());
            break;
        case v1::OWNED: {
            const auto owner = bytesOf(*root.record, type.owner());
            const auto unit = bytesOf(*root.record, type.unit());
            if (owner.empty()) {
                out.push_back(ScopeKey::pool(unit));
            } else {
                out.push_back(ScopeKey::user(owner));
                out.push_back(ScopeKey::unit(unit));
            }
            for (auto& person : peopleIn(*root.record, type.collaborators()))
                out.push_back(ScopeKey::user(std::move(person)));
            break;
        }
        case v1::INHERITED:  // from nothing: what it was to hang under never came to be
            if (auto unit = bytesOf(*root.record, type.unit()); !unit.empty())
                out.push_back(ScopeKey::unit(std::move(unit)));
            break;
        default:
            break;
    }
}

}  // namespace

bool belongsAtDesk(const RecordRow& row) {
    const auto& policy = row.type->policy();
    if (!policy.has_desk_when())
        return false;
    const auto* field = row.type->field(policy.desk_when().field());
    const int number = schema::enumOf(*row.record, field);
    const auto* value = field->descriptor()->enum_type()->FindValueByNumber(number);
    const auto& unless = policy.desk_when().unless();
    return number != 0 && value != nullptr &&
           std::find(unless.begin(), unless.end(), value->name()) == unless.end();
}

std::vector<ScopeKey> scopesOf(const RecordRow& row, const RecordRow* root) {
    std::vector<ScopeKey> out;
    if (row.deleted != 0)
        return out;
    addRootScopes(root != nullptr ? *root : row, out);
    if (row.atDesk)
        out.push_back(ScopeKey::desk());
    for (const auto* audience : row.type->audiences())
        for (auto& person : peopleIn(*row.record, audience))
            out.push_back(ScopeKey::user(std::move(person)));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Relation relationOf(const Viewer& viewer, const RecordRow& row, const RecordRow* root,
                    const Directory& directory) {
    auto relation = Relation::None;
    const auto& top = root != nullptr ? *root : row;
    switch (top.type->policy().seen_by()) {
        case v1::EVERYONE:
            relation |= Relation::Everyone;
            break;
        case v1::ADMINISTRATION:
            if (viewer.role == v1::ADMINISTRATOR ||
                (viewer.role == v1::UNIT_ADMINISTRATOR && !isConfiguration(*top.type)))
                relation |= Relation::Administration;
            break;
        case v1::OWNED: {
            const auto owner = bytesOf(*top.record, top.type->owner());
            const auto unit = bytesOf(*top.record, top.type->unit());
            if (!owner.empty() && owner == viewer.person)
                relation |= Relation::Owner;
            if (owner.empty() && unit == viewer.unit)
                relation |= Relation::Pool;
            if (viewer.role == v1::MANAGER && directory.isWithin(unit, viewer.unit))
                relation |= Relation::Superior;
            if (viewer.role == v1::EXECUTIVE)
                relation |= Relation::Everything;
            const auto beside = peopleIn(*top.record, top.type->collaborators());
            if (std::find(beside.begin(), beside.end(), viewer.person) != beside.end())
                relation |= Relation::Collaborator;
            break;
        }
        case v1::INHERITED:
            if (const auto unit = bytesOf(*top.record, top.type->unit()); !unit.empty()) {
                if (viewer.role == v1::MANAGER && directory.isWithin(unit, viewer.unit))
                    relation |= Relation::Superior;
                if (viewer.role == v1::EXECUTIVE)
                    relation |= Relation::Everything;
            }
            break;
        default:
            break;
    }
    if (row.atDesk && viewer.role == v1::BACK_OFFICE)
        relation |= Relation::Desk;
    for (const auto* audience : row.type->audiences()) {
        if (audience->policy().informed())
            continue;
        const auto people = peopleIn(*row.record, audience);
        if (std::find(people.begin(), people.end(), viewer.person) != people.end())
            relation |= Relation::Audience;
    }
    return relation;
}

std::vector<ScopeKey> scopesOf(const Viewer& viewer, const Directory& directory) {
    std::vector<ScopeKey> out{ScopeKey::everyone(), ScopeKey::user(viewer.person)};
    switch (viewer.role) {
        case v1::REP:
            out.push_back(ScopeKey::pool(viewer.unit));
            break;
        case v1::MANAGER:
        case v1::EXECUTIVE:
            for (const auto& unit :
                 viewer.role == v1::EXECUTIVE ? directory.units() : directory.unitsWithin(viewer.unit)) {
                out.push_back(ScopeKey::unit(unit));
                out.push_back(ScopeKey::pool(unit));
            }
            break;
        case v1::BACK_OFFICE:
            out.push_back(ScopeKey::desk());
            break;
        case v1::UNIT_ADMINISTRATOR:
            out.push_back(ScopeKey::administration());
            break;
        case v1::ADMINISTRATOR:
            out.push_back(ScopeKey::administration());
            out.push_back(ScopeKey::configuration());
            break;
        default:
            break;
    }
    return out;
}

}  // namespace fieldfare::server::sync
