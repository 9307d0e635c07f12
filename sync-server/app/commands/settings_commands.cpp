#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/validate.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/app/commands/records.h"

namespace fieldfare::server::app {

using schema::FaultError;
using schema::Schema;

namespace {

struct NewSettings {
    std::string field;
    std::string value;
};

int showSettings(CommandContext& context) {
    readDirectory(context.organisation, [&](fieldfare::storage::Database&, const sync::Directory& directory) {
        const auto json = schema::toJson(directory.organisation());
        if (context.json) {
            context.out << json.dump() << '\n';
            return;
        }
        std::vector<std::vector<std::string>> rows;
        for (const auto& [name, value] : json.items())
            rows.push_back({name, value.is_string() ? value.get<std::string>() : value.dump()});
        writeTable(context.out, {"SETTING", "VALUE"}, rows);
    });
    return 0;
}

/// As people type it: text without quotes, anything else as in JSON; nothing clears.
nlohmann::json valueOf(const NewSettings& options) {
    if (options.value.empty())
        return nullptr;
    const auto* field = v1::Organisation::descriptor()->FindFieldByName(options.field);
    const bool isText = field == nullptr ||
                        field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING ||
                        field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_ENUM;
    if (isText)
        return options.value;
    try {
        return schema::parseJson(options.value);
    } catch (const FaultError&) {
        throw FaultError{v1::INVALID, "neither a number, nor true or false", options.field};
    }
}

int setSettings(CommandContext& context, const NewSettings& options) {
    const nlohmann::json patch{{options.field, valueOf(options)}};
    nlohmann::ordered_json now;
    editRecords(context.organisation, [&](sync::Turn&, sync::ServerEdit& edit) {
        const auto& row = edit.require(Schema::of<v1::Organisation>(), edit.directory().organisationId());
        edit.change(row, [&](google::protobuf::Message& record) {
            schema::fromJson(patch, record);
            if (const auto missing = schema::missing(record, *row.type); !missing.empty())
                throw FaultError{v1::INVALID, "this setting cannot be empty", missing.front()};
        });
        now = schema::toJson(*row.record);
    });
    report(context, now, "set " + options.field);
    return 0;
}

}  // namespace

void addSettingsCommands(CommandLine& line) {
    auto& group = line.group("settings", "Settings of the organisation, which every phone follows");
    line.add(group, "show", "Shows the settings", showSettings);
    const auto options = std::make_shared<NewSettings>();
    auto& app = line.add(group, "set", "Changes one setting",
                         [options](CommandContext& context) { return setSettings(context, *options); });
    app.add_option("field", options->field, "its name, as show lists it")->required();
    app.add_option("value", options->value, "the new value; an empty text clears it")->required();
}

}  // namespace fieldfare::server::app
