#include <ostream>

#include "fieldfare/history.pb.h"
#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/input.h"
#include "mobile/device/output.h"
#include "mobile/engine/resolution.h"
#include "shared/base/hybrid_clock.h"
#include "shared/base/uuid.h"
#include "shared/schema/json.h"
#include "shared/schema/schema.h"

namespace fieldfare::device {

using engine::Resolution;

namespace {

Json authorOf(const v1::Authorship& by, const engine::Reading& reading) {
    Json json{{"person_id", base::idText(by.person_id())}};
    if (const auto person = reading.get(by.person_id()))
        json["person"] = engine::titleOf(*person->type, *person->message);
    if (!by.device_id().empty())
        json["device_id"] = base::idText(by.device_id());
    json["time"] = timeOf(base::hybridMs(by.time()));
    return json;
}

Json jsonOfConflict(const engine::Record& record, const engine::Reading& reading) {
    const auto& conflict = record.as<v1::Conflict>();
    const auto* type = schema::Schema::instance().type(conflict.record_type());
    const auto value = [&](const std::string& partial) {
        return type == nullptr ? Json{} : Json(schema::toJson(*type->parse(partial)));
    };
    Json json{{"id", base::idText(record.id)},
              {"kind", schema::toJson(conflict).value("kind", "")},
              {"type", type == nullptr ? "" : type->name()},
              {"record_id", base::idText(conflict.record_id())},
              {"path", conflict.path()}};
    if (const auto subject = reading.get(conflict.record_id()))
        json["title"] = engine::titleOf(*subject->type, *subject->message);
    json["standing"] = value(conflict.standing());
    json["standing_by"] = authorOf(conflict.standing_by(), reading);
    json["losing"] = value(conflict.losing());
    json["losing_by"] = authorOf(conflict.losing_by(), reading);
    json["found_at"] = timeOf(conflict.found_at());
    return json;
}

int listConflicts(Context& context) {
    const auto reading = context.device.reading();
    auto json = Json::array();
    for (const auto& record : reading.conflicts())
        json.push_back(jsonOfConflict(record, reading));
    print(context.out, json);
    return 0;
}

int settle(Context& context, const std::string& id, void (Resolution::*how)(std::string_view)) {
    Resolution resolution{context.device.editing()};
    (resolution.*how)(parseId(id));
    print(context.out, {{"settled", id}});
    return 0;
}

}  // namespace

void addConflictCommands(CommandLine& line) {
    line.add("conflicts", "Lists the paths of which two versions exist", listConflicts);
    const auto id = std::make_shared<std::string>();
    line.add("restore", "Puts the losing value of a conflict back",
             [id](Context& context) { return settle(context, *id, &Resolution::restore); })
        .add_option("conflict", *id, "the conflict's id")
        ->required();
    line.add("keep", "Confirms the value that stands",
             [id](Context& context) { return settle(context, *id, &Resolution::keepStanding); })
        .add_option("conflict", *id, "the conflict's id")
        ->required();
}

}  // namespace fieldfare::device
