#include "sync-server/account/api_keys.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"

namespace fieldfare::server::app {

using account::ApiKeys;
using nlohmann::ordered_json;

namespace {

struct Key {
    std::string name;
    std::vector<std::string> scopes;
};

int addKey(CommandContext& context, const Key& options) {
    std::string key;
    auto& organisation = context.organisation;
    organisation.writer().run([&](sync::Turn& turn) {
        key = ApiKeys{turn.database, organisation.clock()}.add(turn.random, options.name, options.scopes);
    });
    report(context, {{"name", options.name}, {"key", key}}, key);
    return 0;
}

int listKeys(CommandContext& context) {
    auto json = ordered_json::array();
    std::vector<std::vector<std::string>> rows;
    auto& organisation = context.organisation;
    organisation.readers().run([&](fieldfare::storage::Database& database) {
        for (const auto& key : ApiKeys{database, organisation.clock()}.list()) {
            std::string scopes;
            for (const auto& scope : key.scopes)
                scopes += (scopes.empty() ? "" : " ") + scope;
            rows.push_back({key.name, scopes, timeText(base::epochMs(key.addedAt))});
            json.push_back(
                {{"name", key.name}, {"scopes", key.scopes}, {"added_at", base::epochMs(key.addedAt)}});
        }
    });
    if (context.json)
        context.out << json.dump() << '\n';
    else
        writeTable(context.out, {"NAME", "SCOPES", "ADDED"}, rows);
    return 0;
}

int removeKey(CommandContext& context, const Key& options) {
    auto& organisation = context.organisation;
    organisation.writer().run([&](sync::Turn& turn) {
        ApiKeys{turn.database, organisation.clock()}.remove(options.name);
    });
    report(context, {{"name", options.name}}, "removed the key \"" + options.name + "\"");
    return 0;
}

}  // namespace

void addKeyCommands(CommandLine& line) {
    auto& group = line.group("key", "API keys: the programs of the back office");
    const auto added = std::make_shared<Key>();
    auto& addApp = line.add(group, "add", "Makes a key and prints it; it cannot be shown again",
                            [added](CommandContext& context) { return addKey(context, *added); });
    addApp.add_option("--name", added->name, "whose key it is")->required();
    addApp.add_option("--scope", added->scopes, "what it may do: orders")->required();
    line.add(group, "list", "Lists the keys", listKeys);
    const auto removed = std::make_shared<Key>();
    auto& removeApp = line.add(group, "remove", "Removes a key",
                               [removed](CommandContext& context) { return removeKey(context, *removed); });
    removeApp.add_option("name", removed->name, "its name")->required();
}

}  // namespace fieldfare::server::app
