#include "mobile/engine/edit_checks.h"

#include <algorithm>

#include "shared/rules/approval_rules.h"
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
    // What an edit leaves alone may break a limit that this version of the app has and others do not.
    for (const auto& fault : schema::validate(edit.after, edit.type))
        if (edit.before == nullptr || touches(edit.paths, fault.path(), edit.type))
            throw FaultError{fault};
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

void EditChecks::checkRights(const ProposedEdit& edit) const {
    const auto role = store_.role();
    const auto deny = [](const std::optional<v1::Fault>& fault) {
        if (fault)
            throw FaultError{*fault};
    };
    if (edit.before == nullptr) {
        const auto toParent = edit.type.parent() == nullptr
                                  ? access::Relation::None
                                  : relation_.toRootOf(schema::bytesOf(edit.after, edit.type.parent()));
        deny(rights_.mayCreate(role, toParent, edit.type));
        return;
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
                            rights_.mayClaim(role, relation, edit.type);
        if (!claims)
            deny(rights_.mayWrite(role, relation, edit.type, *at));
    }
}

void EditChecks::checkErase(const RecordType& type, const Message& record) const {
    if (const auto fault = rights_.mayErase(store_.role(), relation_.to(type, record), type))
        throw FaultError{*fault};
}

void EditChecks::checkLock(const ProposedEdit& edit) const {
    if (edit.before == nullptr)
        return;
    if (edit.type.policy().append_only())
        throw FaultError{v1::LOCKED, "it is written once; make another one to amend it"};
    const auto& lock = edit.type.policy().editable_while();
    const auto* field = edit.type.field(lock.field());
    if (field == nullptr)
        return;
    const auto* descriptor = field->descriptor();
    const auto isOpen = [&] {
        if (!edit.before->GetReflection()->HasField(*edit.before, descriptor))
            return true;
        if (descriptor->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_ENUM)
            return false;
        const auto value = enumName(*field, schema::enumOf(*edit.before, field));
        return std::find(lock.values().begin(), lock.values().end(), value) != lock.values().end();
    };
    const auto holds = [&] {
        if (lock.setting().empty())
            return true;
        const auto& organisation = catalogue_.organisation();
        const auto* setting = v1::Organisation::descriptor()->FindFieldByName(lock.setting());
        return setting != nullptr && organisation.GetReflection()->GetBool(organisation, setting);
    };
    if (isOpen() || !holds())
        return;
    for (const auto& path : edit.paths) {
        const auto& name = edit.type.field(path.field)->name();
        if (std::find(lock.except().begin(), lock.except().end(), name) == lock.except().end())
            throw FaultError{v1::LOCKED, "the record's " + lock.field() + " locks it",
                             schema::pathText(edit.type, path)};
    }
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
    rules::Context context{.catalogue = catalogue_, .role = store_.role(), .now = store_.now()};
    const auto idOf = [&](const char* name) {
        const auto* field = edit.type.field(name);
        return field == nullptr ? std::string{} : schema::bytesOf(edit.after, field);
    };
    const auto quoteId = [&] {
        if (edit.type.descriptor() == v1::Order::descriptor())
            return idOf("quote_id");
        if (edit.type.descriptor() == v1::Quote::descriptor())
            return idOf("revises_id");
        return idOf("subject_id");
    }();
    const auto quote = quoteId.empty() ? std::nullopt : reading_.get<v1::Quote>(quoteId);
    if (quote)
        context.sourceQuote = &quote->as<v1::Quote>();
    // An approval is about the customer of its quote.
    const bool isAboutQuote = edit.type.descriptor() == v1::Approval::descriptor() && quote;
    const auto customerId = isAboutQuote ? context.sourceQuote->customer_id() : idOf("customer_id");
    const auto customer = customerId.empty() ? std::nullopt : reading_.get<v1::Customer>(customerId);
    if (customer)
        context.customer = &customer->as<v1::Customer>();
    const bool isDocument = edit.type.descriptor() == v1::Quote::descriptor() ||
                            edit.type.descriptor() == v1::Order::descriptor();
    if (isDocument && edit.before != nullptr) {
        const auto approvals =
            reading_.list({.type = &schema::Schema::of<v1::Approval>(),
                           .filters = {{"subject_id", Filter::Is::Equal, std::string{edit.id}}},
                           .orderBy = "id",
                           .limit = 1000});
        for (const auto& approval : approvals.records)
            if (const auto upTo = rules::approvedUpTo(approval.as<v1::Approval>()))
                context.approvedBp = std::max(context.approvedBp.value_or(0), *upTo);
    }
    if (const auto faults = rules::checkRecord(edit.type, edit.before, edit.after, context); !faults.empty())
        throw FaultError{faults.front()};
}

}  // namespace fieldfare::engine
