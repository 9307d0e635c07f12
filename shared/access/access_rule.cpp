#include "shared/access/access_rule.h"

#include <algorithm>

#include "shared/schema/fault.h"
#include "shared/schema/schema.h"

namespace fieldfare::access {

using schema::Field;
using schema::RecordType;
using schema::Schema;

namespace {

v1::Fault invalid(const char* what, const char* path) {
    return schema::fault(v1::INVALID, what, path);
}

v1::Fault refused(const char* what, const char* path) {
    return schema::fault(v1::RULE, what, path);
}

bool administers(int role) {
    return role == v1::ADMINISTRATOR || role == v1::UNIT_ADMINISTRATOR;
}

/// People, units, devices and settings.
bool isAdministrative(const RecordType& type) {
    const auto& edit = type.policy().edit();
    return !edit.empty() && std::all_of(edit.begin(), edit.end(), administers);
}

/// By these it is decided where a record stands and who it belongs to, on phones too.
bool decidesVisibility(const RecordType& type, const Field& field) {
    const auto& audiences = type.audiences();
    return &field == type.owner() || &field == type.unit() || &field == type.parent() ||
           &field == type.collaborators() || &field == type.author() ||
           std::find(audiences.begin(), audiences.end(), &field) != audiences.end();
}

std::optional<v1::Fault> checkRead(const RecordType& type, const Field* field, bool denies) {
    if (field == nullptr)
        return invalid("whole records are seen by scopes; name a field", "field_number");
    if (denies && (decidesVisibility(type, *field) || field->policy().required()))
        return refused("the record is nothing without this field", "field_number");
    return std::nullopt;
}

std::optional<v1::Fault> checkWrite(const RecordType& type, const Field* field, bool allows) {
    if (!allows)
        return std::nullopt;
    if (!type.policy().device_may_write() || (field != nullptr && field->merge() == v1::SERVER_ONLY))
        return refused("only the server writes it", "field_number");
    if (isAdministrative(type))
        return refused("who administers is not widened by rules", "record_type");
    return std::nullopt;
}

}  // namespace

std::optional<v1::Fault> checkRule(const v1::AccessRule& rule) {
    if (rule.role() == v1::ROLE_UNSPECIFIED || !v1::Role_IsValid(rule.role()))
        return invalid("a rule is about a role", "role");
    const auto* type = Schema::instance().type(rule.record_type());
    if (type == nullptr)
        return invalid("there is no such record", "record_type");
    if (rule.effect() != v1::AccessRule::ALLOW && rule.effect() != v1::AccessRule::DENY)
        return invalid("a rule allows or denies", "effect");
    const auto* field =
        rule.field_number() == 0 ? nullptr : type->field(static_cast<int>(rule.field_number()));
    if (rule.field_number() != 0 && field == nullptr)
        return invalid("the record has no such field", "field_number");
    // Whoever may write rules can always take one back.
    if (type == &Schema::of<v1::AccessRule>())
        return refused("who writes access rules is not theirs to say", "record_type");
    const bool allows = rule.effect() == v1::AccessRule::ALLOW;
    switch (rule.operation()) {
        case v1::AccessRule::READ:
            return checkRead(*type, field, !allows);
        case v1::AccessRule::WRITE:
            return checkWrite(*type, field, allows);
        case v1::AccessRule::CREATE:
        case v1::AccessRule::ERASE:
            if (field != nullptr)
                return invalid("a record is made and deleted whole", "field_number");
            return checkWrite(*type, nullptr, allows);
        default:
            return invalid("a rule is about reading, writing, creating or erasing", "operation");
    }
}

}  // namespace fieldfare::access
