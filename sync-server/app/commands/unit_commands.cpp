#include "shared/base/uuid.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/app/commands/records.h"

namespace fieldfare::server::app {

using nlohmann::ordered_json;
using schema::Schema;

namespace {

struct AddUnit {
    std::string name;
    std::string under;
};

int addUnit(CommandContext& context, const AddUnit& options) {
    std::string id;
    editRecords(context.organisation, [&](sync::Turn& turn, sync::ServerEdit& edit) {
        v1::Unit unit;
        unit.set_name(options.name);
        unit.set_superior_id(requireUnit(turn.database, edit.directory(), options.under));
        id = edit.create(Schema::of<v1::Unit>(), {}, unit).id;
    });
    report(context, {{"id", base::idText(id)}, {"name", options.name}},
           "added the unit \"" + options.name + "\", " + base::idText(id));
    return 0;
}

int listUnits(CommandContext& context) {
    auto json = ordered_json::array();
    std::vector<std::vector<std::string>> rows;
    readDirectory(context.organisation, [&](auto& database, const sync::Directory&) {
        const auto units = livingRows(database, Schema::of<v1::Unit>());
        for (const auto& row : units) {
            const auto& unit = static_cast<const v1::Unit&>(*row.record);
            std::string superior;
            for (const auto& other : units)
                if (other.id == unit.superior_id())
                    superior = static_cast<const v1::Unit&>(*other.record).name();
            ordered_json item{{"id", base::idText(row.id)}, {"name", unit.name()}};
            if (unit.has_superior_id())
                item["superior_id"] = base::idText(unit.superior_id());
            json.push_back(std::move(item));
            rows.push_back({unit.name(), superior, base::idText(row.id)});
        }
    });
    if (context.json)
        context.out << json.dump() << '\n';
    else
        writeTable(context.out, {"NAME", "UNDER", "ID"}, rows);
    return 0;
}

}  // namespace

void addUnitCommands(CommandLine& line) {
    auto& group = line.group("unit", "Units: the tree of companies, regions and teams");
    const auto options = std::make_shared<AddUnit>();
    auto& command = line.add(group, "add", "Adds a unit",
                             [options](CommandContext& context) { return addUnit(context, *options); });
    command.add_option("--name", options->name, "its name")->required();
    command.add_option("--under", options->under, "name or id of the unit above; the root unless given");
    line.add(group, "list", "Lists the units", listUnits);
}

}  // namespace fieldfare::server::app
