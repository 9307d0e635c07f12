#include <ostream>

#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/input.h"
#include "mobile/device/output.h"
#include "mobile/engine/record_filling.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/validate.h"

namespace fieldfare::device {

using schema::FaultError;

namespace {

struct Listing {
    std::string type;
    std::vector<std::string> where;
    std::string search;
    std::string order;
    bool descending = false;
    int limit = 50;
};

struct Change {
    std::string what;  // type or id
    std::string json;
};

int listRecords(Context& context, const Listing& options) {
    const auto& type = typeNamed(options.type);
    const auto reading = context.device.reading();
    const int most = options.limit == 0 ? std::numeric_limits<int>::max() : options.limit;
    auto json = Json::array();
    if (!options.search.empty()) {
        if (!options.where.empty() || !options.order.empty())
            throw FaultError{v1::INVALID, "a search is ordered by how well it fits, without conditions",
                             "search"};
        for (const auto& record : reading.search(options.search, most, {&type}))
            json.push_back(jsonOf(record, reading));
        print(context.out, json);
        return 0;
    }
    engine::ListQuery query{.type = &type, .orderBy = options.order, .descending = options.descending};
    for (const auto& condition : options.where)
        query.filters.push_back(parseFilter(type, condition));
    constexpr int page = 500;
    do {
        query.limit = std::min(page, most - static_cast<int>(json.size()));
        const auto read = reading.list(query);
        for (const auto& record : read.records)
            json.push_back(jsonOf(record, reading));
        query.after = read.next;
    } while (query.after && static_cast<int>(json.size()) < most);
    print(context.out, json);
    return 0;
}

int showRecord(Context& context, const std::string& id) {
    const auto record = context.device.editing().require(parseId(id));
    print(context.out, jsonOf(record, context.device.reading()));
    return 0;
}

std::string putOne(engine::Editing& editing, const schema::RecordType& type, const nlohmann::json& object) {
    const auto record = type.make();
    schema::fromJson(object, *record);
    engine::fillItems(editing.store(), type, *record);
    engine::fillDocument(editing, *record);
    for (const auto& name : schema::missing(*record, type))
        if (type.documentNumber() == nullptr || name != type.documentNumber()->name())
            throw FaultError{v1::INVALID, "a " + type.name() + " needs it", name};
    return base::idText(editing.create(*record));
}

int putRecords(Context& context, const Change& options) {
    const auto& type = typeNamed(options.what);
    const auto json = parseJson(options.json, context.in);
    auto& editing = context.device.editing();
    if (json.is_object()) {
        print(context.out, {{"id", putOne(editing, type, json)}});
        return 0;
    }
    if (!json.is_array())
        throw FaultError{v1::INVALID, "neither a JSON object nor a list of them", "json"};
    auto made = Json::array();
    // All of them or none, though they are edits of their own.
    engine::StoreChange change{editing.store().database()};
    for (const auto& object : json)
        made.push_back({{"id", putOne(editing, type, object)}});
    change.commit();
    print(context.out, made);
    return 0;
}

int editRecord(Context& context, const Change& options) {
    auto& editing = context.device.editing();
    const auto shown = editing.require(parseId(options.what));
    const auto object = parseJson(options.json, context.in);
    const auto changed = shown.type->parse(shown.message->SerializeAsString());
    schema::fromJson(object, *changed);
    engine::fillItems(editing.store(), *shown.type, *changed);
    engine::refillDocument(editing, *shown.message, *changed);
    const bool differs = editing.edit(shown, *changed);
    print(context.out, {{"id", options.what}, {"changed", differs}});
    return 0;
}

int eraseRecord(Context& context, const std::string& id) {
    context.device.editing().erase(parseId(id));
    print(context.out, {{"id", id}, {"deleted", true}});
    return 0;
}

}  // namespace

void addRecordCommands(CommandLine& line) {
    const auto listing = std::make_shared<Listing>();
    auto& lists = line.add("list", "Lists records of one type",
                           [listing](Context& context) { return listRecords(context, *listing); });
    lists.add_option("type", listing->type, "customer, quote, ...")->required();
    lists
        .add_option("--where", listing->where,
                    "COLUMN=VALUE, and with !=, >= and <; several must all hold; no value: unset")
        ->allow_extra_args(false);
    lists.add_option("--search", listing->search,
                     "all that was typed, in any order; pinyin, parts of phones");
    lists.add_option("--order", listing->order, "a column, or id; the title unless given");
    lists.add_flag("--descending", listing->descending, "the last first");
    lists.add_option("--limit", listing->limit, "at most so many; 0: all")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber);

    const auto shown = std::make_shared<std::string>();
    line.add("show", "Shows a record", [shown](Context& context) { return showRecord(context, *shown); })
        .add_option("id", *shown, "its id")
        ->required();

    const auto made = std::make_shared<Change>();
    auto& puts = line.add("put", "Makes a record; quotes and orders are numbered, priced and summed",
                          [made](Context& context) { return putRecords(context, *made); });
    puts.add_option("type", made->what, "customer, quote, ...")->required();
    puts.add_option("json", made->json, "its fields, or a list of such records; - reads standard input")
        ->required();

    const auto change = std::make_shared<Change>();
    auto& edits = line.add("edit", "Changes the fields that are named (JSON Merge Patch)",
                           [change](Context& context) { return editRecord(context, *change); });
    edits.add_option("id", change->what, "the record's id")->required();
    edits.add_option("json", change->json, "fields; null clears; - reads them from standard input")
        ->required();

    const auto gone = std::make_shared<std::string>();
    line.add("delete", "Deletes a record", [gone](Context& context) { return eraseRecord(context, *gone); })
        .add_option("id", *gone, "its id")
        ->required();
}

}  // namespace fieldfare::device
