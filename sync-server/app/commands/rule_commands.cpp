#include "shared/access/access_rule.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/app/commands/records.h"

namespace fieldfare::server::app {

using nlohmann::ordered_json;
using schema::FaultError;
using schema::Schema;

namespace {

struct AddRule {
    std::string role;
    std::string allow;
    std::string deny;
    std::string record;
    std::string field;
    std::string reason;
};

template <typename Enum>
Enum fromText(const std::string& text, const char* path) {
    const auto* value = schema::enumFromText(*google::protobuf::GetEnumDescriptor<Enum>(), text);
    if (value == nullptr || value->number() == 0)
        throw FaultError{v1::INVALID, "\"" + text + "\" is none of those that there are", path};
    return static_cast<Enum>(value->number());
}

/// With the names of record and field.
ordered_json jsonOf(const std::string& id, const v1::AccessRule& rule) {
    ordered_json json{{"id", base::idText(id)}};
    json.update(schema::toJson(rule));
    if (const auto* type = Schema::instance().type(rule.record_type())) {
        json["record"] = type->name();
        if (const auto* field = type->field(static_cast<int>(rule.field_number())))
            json["field"] = field->name();
    }
    return json;
}

/// "rep may not read customer/credit_limit"
std::string sentenceOf(const ordered_json& json) {
    const auto field = json.value("field", "");
    return json.value("role", "") + (json.value("effect", "") == "deny" ? " may not " : " may ") +
           json.value("operation", "") + " " + json.value("record", "") + (field.empty() ? "" : "/" + field);
}

v1::AccessRule ruleOf(const AddRule& options) {
    v1::AccessRule rule;
    rule.set_role(fromText<v1::Role>(options.role, "role"));
    rule.set_effect(options.deny.empty() ? v1::AccessRule::ALLOW : v1::AccessRule::DENY);
    rule.set_operation(fromText<v1::AccessRule::Operation>(
        options.deny.empty() ? options.allow : options.deny, "operation"));
    const auto* type = Schema::instance().type(options.record);
    if (type == nullptr)
        throw FaultError{v1::INVALID, "there is no record \"" + options.record + "\"", "record"};
    rule.set_record_type(type->number());
    if (!options.field.empty()) {
        const auto* field = type->field(options.field);
        if (field == nullptr)
            throw FaultError{v1::INVALID, "a " + type->name() + " has no field \"" + options.field + "\"",
                             "field"};
        rule.set_field_number(static_cast<std::uint32_t>(field->number()));
    }
    if (!options.reason.empty())
        rule.set_reason(options.reason);
    if (auto fault = access::checkRule(rule))
        throw FaultError{std::move(*fault)};
    return rule;
}

int addRule(CommandContext& context, const AddRule& options) {
    const auto rule = ruleOf(options);
    std::string id;
    editRecords(context.organisation, [&](sync::Turn&, sync::ServerEdit& edit) {
        id = edit.create(Schema::of<v1::AccessRule>(), {}, rule).id;
    });
    const auto json = jsonOf(id, rule);
    report(context, json, sentenceOf(json) + " from now on; rule " + base::idText(id));
    return 0;
}

int listRules(CommandContext& context) {
    auto json = ordered_json::array();
    std::vector<std::vector<std::string>> rows;
    readDirectory(context.organisation, [&](auto& database, const sync::Directory&) {
        for (const auto& row : livingRows(database, Schema::of<v1::AccessRule>())) {
            const auto rule = jsonOf(row.id, static_cast<const v1::AccessRule&>(*row.record));
            rows.push_back({rule.value("role", ""), rule.value("effect", ""), rule.value("operation", ""),
                            rule.value("record", ""), rule.value("field", ""), rule.value("reason", ""),
                            base::idText(row.id)});
            json.push_back(rule);
        }
    });
    if (context.json)
        context.out << json.dump() << '\n';
    else
        writeTable(context.out, {"ROLE", "EFFECT", "OPERATION", "RECORD", "FIELD", "REASON", "ID"}, rows);
    return 0;
}

int removeRule(CommandContext& context, const std::string& text) {
    const auto id = base::Uuid::fromText(text);
    if (!id)
        throw FaultError{v1::INVALID, "a rule is named by its id", "id"};
    ordered_json json;
    editRecords(context.organisation, [&](sync::Turn&, sync::ServerEdit& edit) {
        const auto& row = edit.require(Schema::of<v1::AccessRule>(), id->bytes());
        json = jsonOf(row.id, static_cast<const v1::AccessRule&>(*row.record));
        edit.erase(row);
    });
    report(context, json, "removed the rule that " + sentenceOf(json));
    return 0;
}

}  // namespace

void addRuleCommands(CommandLine& line) {
    auto& group = line.group("rule", "Access rules: what a role may do beside what the records' options say");
    const auto options = std::make_shared<AddRule>();
    auto& command = line.add(group, "add", "Adds a rule, which holds from the next sync of every device on",
                             [options](CommandContext& context) { return addRule(context, *options); });
    command.add_option("--role", options->role, "rep, manager, executive, back_office, ...")->required();
    auto* effect = command.add_option_group("effect", "what of it, one of the two");
    effect->add_option("--allow", options->allow, "read, write, create or erase");
    effect->add_option("--deny", options->deny, "read, write, create or erase");
    effect->require_option(1);
    command.add_option("--record", options->record, "customer, quote, visit, ...")->required();
    command.add_option("--field", options->field,
                       "one field of it; for read, and for write unless all are meant");
    command.add_option("--reason", options->reason, "why, for who reads it next year");
    line.add(group, "list", "Lists the rules", listRules);
    const auto which = std::make_shared<std::string>();
    auto& removal = line.add(group, "remove", "Takes a rule back",
                             [which](CommandContext& context) { return removeRule(context, *which); });
    removal.add_option("id", *which, "the rule's id, as add and list tell it")->required();
}

}  // namespace fieldfare::server::app
