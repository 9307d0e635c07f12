#include "mobile/engine/edit_checks.h"

#include <algorithm>

#include "mobile/engine/rule_context.h"
#include "shared/access/access_rule.h"
#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"
#include "shared/schema/validate.h"

namespace fieldfare::engine {

using google::protobuf::Message;
using schema::FaultError;
using schema::Field;
using schema::Path;
using schema::RecordType;

namespace {

bool touches(std::span<const Path> paths, std::string_view faultPath, const RecordType& type) {
    const auto outer = faultPath.substr(0, faultPath.find('/'));
    return std::any_of(paths.begin(), paths.end(),
                       [&](const Path& path) { return type.field(path.field)->name() == outer; });
}

std::string enumName(const Field& field, int number) {
    const auto* value = field.descriptor()->enum_type()->FindValueByNumber(number);
    return value == nullptr ? std::to_string(number) : value->name();
}

}  // namespace

void EditChecks::check(const ProposedEdit& edit) const {
    checkLimits(edit);
    checkParent(edit);
    checkRights(edit);
    checkLock(edit);
    checkSteps(edit);
    checkRules(edit);
}

void EditChecks::checkLimits(const ProposedEdit& edit) const {
    if (const auto faults = brokenLimits(edit); !faults.empty())
        throw FaultError{faults.front()};
}

std::vector<v1::Fault> EditChecks::brokenLimits(const ProposedEdit& edit) const {
    auto faults = schema::validate(edit.after, edit.type);
    // What an edit leaves alone may break a limit that this version of the app has and others do not.
    if (edit.before != nullptr)
        std::erase_if(faults,
                      [&](const v1::Fault& fault) { return !touches(edit.paths, fault.path(), edit.type); });
    return faults;
}

void EditChecks::checkParent(const ProposedEdit& edit) const {
    const auto* field = edit.type.parent();
    if (field == nullptr)
        return;
    const bool touched =
        edit.before == nullptr || std::any_of(edit.paths.begin(), edit.paths.end(),
                                              [&](auto& path) { return path.field == field->number(); });
    if (!touched)
        return;
    const auto id = schema::bytesOf(edit.after, field);
    if (id.empty())
        throw FaultError{v1::NO_PARENT, "a " + edit.type.name() + " hangs under another record",
                         field->name()};
    const auto parent = reading_.get(id);
    if (!parent || !edit.type.mayHangUnder(*parent->type))
        throw FaultError{v1::NO_PARENT, "the record it hangs under is not here", field->name()};
}

std::optional<v1::Fault> EditChecks::mayCreate(const RecordType& type, std::string_view parent) const {
    const auto toParent =
        type.parent() == nullptr ? access::Relation::None : relation_.toRootOf(std::string{parent});
    return store_.rights().mayCreate(store_.role(), toParent, type);
}

void EditChecks::checkFilled(const ProposedEdit& edit) const {
    std::vector<const google::protobuf::FieldDescriptor*> present;
    edit.after.GetReflection()->ListFields(edit.after, &present);
    const auto relation = edit.type.parent() == nullptr
                              ? OwnRights::newRecord
                              : relation_.toRootOf(schema::bytesOf(edit.after, edit.type.parent()));
    for (const auto* descriptor : present) {
        const auto* field = edit.type.field(descriptor->number());
        // What the server sets, and whom it lets own, is its own to judge.
        if (field == nullptr || field->merge() == v1::SERVER_ONLY || field == edit.type.owner() ||
            field == edit.type.unit() || field == edit.type.author())
            continue;
        if (auto fault = store_.rights().mayFill(store_.role(), relation, edit.type, *field))
            throw FaultError{std::move(*fault)};
    }
}

void EditChecks::checkRights(const ProposedEdit& edit) const {
    const auto& rights = store_.rights();
    const auto role = store_.role();
    if (edit.before == nullptr) {
        const auto* parent = edit.type.parent();
        if (auto fault = mayCreate(edit.type, parent == nullptr ? "" : schema::bytesOf(edit.after, parent)))
            throw FaultError{std::move(*fault)};
        return checkFilled(edit);
    }
    const auto relation = relation_.to(edit.type, *edit.before);
    for (const auto& path : edit.paths) {
        const auto at = schema::resolve(edit.type, path);
        if (!at)
            throw FaultError{v1::INVALID, "no such path", schema::pathText(edit.type, path)};
        // Taking what nobody owns is no assignment.
        const bool claims = at->outer == edit.type.owner() &&
                            schema::bytesOf(*edit.before, edit.type.owner()).empty() &&
                            schema::bytesOf(edit.after, edit.type.owner()) == store_.person() &&
                            rights.mayClaim(role, relation, edit.type);
        if (claims)
            continue;
        if (auto fault = rights.mayWrite(role, relation, edit.type, *at))
            throw FaultError{std::move(*fault)};
    }
}

OwnRights EditChecks::rightsOn(const RecordType& type, const Message* record) const {
    if (record == nullptr)
        return {store_.rights(), store_.role(), type};
    return {store_.rights(), store_.role(), relation_.to(type, *record), type, isLocked(type, *record)};
}

void EditChecks::checkErase(const RecordType& type, const Message& record) const {
    if (auto fault = store_.rights().mayErase(store_.role(), relation_.to(type, record), type))
        throw FaultError{std::move(*fault)};
}

bool EditChecks::isLocked(const RecordType& type, const Message& record) const {
    const auto& lock = type.policy().editable_while();
    const auto* field = type.field(lock.field());
    if (field == nullptr || !record.GetReflection()->HasField(record, field->descriptor()))
        return false;
    if (field->descriptor()->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_ENUM) {
        const auto value = enumName(*field, schema::enumOf(record, field));
        if (std::find(lock.values().begin(), lock.values().end(), value) != lock.values().end())
            return false;
    }
    if (lock.setting().empty())
        return true;
    const auto& organisation = catalogue_.organisation();
    const auto* setting = v1::Organisation::descriptor()->FindFieldByName(lock.setting());
    return setting != nullptr && organisation.GetReflection()->GetBool(organisation, setting);
}

void EditChecks::checkLock(const ProposedEdit& edit) const {
    if (edit.before == nullptr)
        return;
    if (edit.type.policy().append_only())
        throw FaultError{v1::LOCKED, "it is written once; make another one to amend it"};
    const auto rights = rightsOn(edit.type, edit.before);
    for (const auto& path : edit.paths)
        if (rights.locks(*edit.type.field(path.field)))
            throw FaultError{v1::LOCKED,
                             "the record's " + edit.type.policy().editable_while().field() + " locks it",
                             schema::pathText(edit.type, path)};
}

void EditChecks::checkSteps(const ProposedEdit& edit) const {
    const auto checkStep = [&](const Field& field, int from, const std::string& path) {
        const int to = schema::enumOf(edit.after, &field);
        if (from != to && !field.allowsStep(from, to, store_.role()))
            throw FaultError{v1::STEP_NOT_ALLOWED,
                             "no step from " + enumName(field, from) + " to " + enumName(field, to), path};
    };
    if (edit.before == nullptr) {
        for (const auto& field : edit.type.fields())
            if (field.merge() == v1::FORWARD && schema::enumOf(edit.after, &field) != 0)
                checkStep(field, 0, field.name());
        return;
    }
    for (const auto& path : edit.paths) {
        const auto at = schema::resolve(edit.type, path);
        if (!at)
            continue;
        const auto text = schema::pathText(edit.type, path);
        if (at->leaf->merge() == v1::FORWARD)
            checkStep(*at->leaf, schema::enumOf(*edit.before, at->leaf), text);
        const bool again =
            std::find(edit.replaced.begin(), edit.replaced.end(), path) == edit.replaced.end() &&
            schema::hasValue(*edit.before, edit.type, path);
        if (at->leaf->merge() == v1::ONCE && again)
            throw FaultError{v1::LOCKED, "it is set once and has been set", text};
    }
}

void EditChecks::checkRules(const ProposedEdit& edit) const {
    if (const auto faults = brokenRules(edit); !faults.empty())
        throw FaultError{faults.front()};
}

std::vector<v1::Fault> EditChecks::brokenRules(const ProposedEdit& edit) const {
    const RuleContext around{store_, catalogue_, edit.type,
                             edit.before == nullptr ? std::string_view{} : edit.id, edit.after};
    auto faults = rules::checkRecord(edit.type, edit.before, edit.after, around.context());
    if (&edit.type == &schema::Schema::of<v1::AccessRule>())
        if (auto fault = access::checkRule(static_cast<const v1::AccessRule&>(edit.after)))
            faults.push_back(std::move(*fault));
    return faults;
}

std::vector<v1::Fault> EditChecks::faults(const ProposedEdit& edit) const {
    auto found = brokenLimits(edit);
    for (const auto check : {&EditChecks::checkParent, &EditChecks::checkRights, &EditChecks::checkLock,
                             &EditChecks::checkSteps}) {
        try {
            (this->*check)(edit);
        } catch (const FaultError& error) {
            found.push_back(error.fault());
        }
    }
    for (auto& fault : brokenRules(edit))
        found.push_back(std::move(fault));
    return found;
}

}  // namespace fieldfare::engine
