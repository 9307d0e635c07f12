#include <ostream>

#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/input.h"
#include "mobile/device/output.h"
#include "mobile/engine/held_work.h"
#include "shared/base/uuid.h"
#include "shared/schema/json.h"

namespace fieldfare::device {

using engine::HeldItem;
using engine::HeldWork;

namespace {

Json jsonOfHeld(const HeldItem& item, const engine::Reading& reading) {
    Json json{{"id", base::idText(item.id)},
              {"type", item.type == nullptr ? "" : item.type->name()},
              {"record_id", base::idText(item.change.record_id())},
              {"title", item.title},
              {"kind", v1::Mutation::Kind_Name(item.mutation.kind())},
              {"reason", item.change.reason()},
              {"author_id", base::idText(item.change.author_id())},
              {"held_at", timeOf(item.change.held_at())},
              {"may_decide", item.mayDecide}};
    if (item.type != nullptr)
        json["values"] = Json(schema::toJson(*item.type->parse(item.mutation.partial())));
    if (const auto author = reading.get(item.change.author_id()))
        json["author"] = engine::titleOf(*author->type, *author->message);
    return json;
}

int listHeld(Context& context) {
    const auto reading = context.device.reading();
    auto json = Json::array();
    for (const auto& item : HeldWork{context.device.editing()}.open())
        json.push_back(jsonOfHeld(item, reading));
    print(context.out, json);
    return 0;
}

}  // namespace

void addHeldCommands(CommandLine& line) {
    auto& held = line.add("held", "Lists edits of others that wait for somebody to take them over", listHeld);
    const auto id = std::make_shared<std::string>();
    const auto comment = std::make_shared<std::string>();
    line.addBelow(held, "take", "Makes the edit, and those of its group, as one's own",
                  [id](Context& context) {
                      HeldWork{context.device.editing()}.take(parseId(*id));
                      print(context.out, {{"taken", *id}});
                      return 0;
                  })
        .add_option("held", *id, "its id in the list")
        ->required();
    auto& decline =
        line.addBelow(held, "decline", "Closes it without effect", [id, comment](Context& context) {
            HeldWork{context.device.editing()}.decline(parseId(*id), *comment);
            print(context.out, {{"declined", *id}});
            return 0;
        });
    decline.add_option("held", *id, "its id in the list")->required();
    decline.add_option("--comment", *comment, "what its author is told");
}

}  // namespace fieldfare::device
