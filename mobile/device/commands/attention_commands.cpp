#include <ostream>

#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/output.h"
#include "mobile/engine/held_work.h"
#include "mobile/engine/resolution.h"
#include "shared/schema/fault.h"

namespace fieldfare::device {

using engine::AttentionItem;
using engine::HeldWork;
using engine::Resolution;

namespace {

int listAttention(Context& context, bool dismissed) {
    auto json = Json::array();
    const auto reading = context.device.reading();
    const HeldWork held{context.device.editing()};
    for (const auto& item : context.device.store().attention().list(dismissed)) {
        auto one = jsonOf(item);
        if (const auto decided = held.decisionOn(item)) {
            one["decision"] = decided->status() == v1::HeldChange::TAKEN ? "taken" : "declined";
            if (const auto by = reading.get(decided->decided_by_id()))
                one["decided_by"] = engine::titleOf(*by->type, *by->message);
            if (decided->has_comment())
                one["comment"] = decided->comment();
        }
        json.push_back(std::move(one));
    }
    print(context.out, json);
    return 0;
}

int retryItem(Context& context, std::int64_t no) {
    Resolution{context.device.editing()}.retry(no);
    print(context.out, {{"retried", no}});
    return 0;
}

int dismissItem(Context& context, std::int64_t no) {
    Resolution{context.device.editing()}.dismiss(no);
    print(context.out, {{"discarded", no}});
    return 0;
}

int undoDismissal(Context& context, std::int64_t no) {
    Resolution resolution{context.device.editing()};
    const auto item = context.device.store().attention().at(no);
    if (item && item->kind == AttentionItem::Kind::Discarded)
        resolution.undoDiscard(no);
    else
        resolution.undoDismiss(no);
    print(context.out, {{"restored", no}});
    return 0;
}

}  // namespace

void addAttentionCommands(CommandLine& line) {
    const auto all = std::make_shared<bool>(false);
    auto& attention = line.add("attention", "Lists the edits that were refused or are held",
                               [all](Context& context) { return listAttention(context, *all); });
    attention.add_flag("--all", *all, "those that were discarded too");
    const auto no = std::make_shared<std::int64_t>(0);
    const auto add = [&](const char* name, const char* description, int (*run)(Context&, std::int64_t)) {
        line.addBelow(attention, name, description, [no, run](Context& context) { return run(context, *no); })
            .add_option("no", *no, "its no in the list")
            ->required();
    };
    add("retry", "Edits anew, on what stands now", retryItem);
    add("discard", "Takes it off the list", dismissItem);
    add("undo", "Brings back what was discarded here or in the outbox", undoDismissal);
}

}  // namespace fieldfare::device
