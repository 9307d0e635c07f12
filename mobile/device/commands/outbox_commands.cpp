#include <ostream>

#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/output.h"
#include "mobile/engine/resolution.h"

namespace fieldfare::device {

namespace {

int listOutbox(Context& context) {
    auto json = Json::array();
    for (const auto& entry : context.device.store().outbox().unsent())
        json.push_back(jsonOf(entry));
    print(context.out, json);
    return 0;
}

int discardEdit(Context& context, std::int64_t no) {
    const auto undo = engine::Resolution{context.device.editing()}.discard(no);
    print(context.out, {{"discarded", no}, {"attention", undo}});
    return 0;
}

}  // namespace

void addOutboxCommands(CommandLine& line) {
    auto& outbox = line.add("outbox", "Lists the edits that the server has not answered", listOutbox);
    const auto no = std::make_shared<std::int64_t>(0);
    line.addBelow(outbox, "discard", "Gives up an edit that was not sent; `attention undo` brings it back",
                  [no](Context& context) { return discardEdit(context, *no); })
        .add_option("no", *no, "its no in the outbox")
        ->required();
}

}  // namespace fieldfare::device
