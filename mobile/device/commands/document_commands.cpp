#include <ostream>

#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/input.h"
#include "mobile/device/output.h"
#include "mobile/engine/documents.h"
#include "shared/base/uuid.h"

namespace fieldfare::device {

namespace {

int order(Context& context, const std::string& quote) {
    engine::Documents documents{context.device.editing()};
    print(context.out, {{"id", base::idText(documents.orderFromQuote(parseId(quote)))}});
    return 0;
}

int issue(Context& context, const std::string& quote) {
    engine::Documents{context.device.editing()}.issue(parseId(quote));
    print(context.out, {{"id", quote}, {"status", "issued"}});
    return 0;
}

int submit(Context& context, const std::string& orderId) {
    engine::Documents{context.device.editing()}.submit(parseId(orderId));
    print(context.out, {{"id", orderId}, {"status", "submitted"}});
    return 0;
}

}  // namespace

void addDocumentCommands(CommandLine& line) {
    const auto quote = std::make_shared<std::string>();
    line.add("order", "Makes a submitted order of a quote",
             [quote](Context& context) { return order(context, *quote); })
        .add_option("quote", *quote, "the quote's id")
        ->required();
    line.add("issue", "Gives a quote to the customer; it is locked then",
             [quote](Context& context) { return issue(context, *quote); })
        .add_option("quote", *quote, "the quote's id")
        ->required();
    line.add("submit", "Sends a draft order to the back office",
             [quote](Context& context) { return submit(context, *quote); })
        .add_option("order", *quote, "the order's id")
        ->required();
}

}  // namespace fieldfare::device
