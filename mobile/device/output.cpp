#include "mobile/device/output.h"

#include <ctime>
#include <ostream>

#include "mobile/engine/overlay.h"
#include "mobile/engine/words.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/path.h"
#include "shared/schema/schema.h"

namespace fieldfare::device {

using engine::AttentionItem;
using engine::OutboxEntry;
using engine::RecordState;

namespace {

std::string dumped(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

const char* textOf(OutboxEntry::State state) {
    switch (state) {
        case OutboxEntry::State::Waiting:
            return "waiting";
        case OutboxEntry::State::Sent:
            return "sent";
        case OutboxEntry::State::Accepted:
            return "accepted";
        case OutboxEntry::State::Filler:
            return "filler";
        case OutboxEntry::State::Parked:
            return "parked";
        case OutboxEntry::State::Undecided:
            return "undecided";
        case OutboxEntry::State::Kept:
            return "kept";
        case OutboxEntry::State::Offered:
            break;
    }
    return "offered";
}

const char* textOf(AttentionItem::Kind kind) {
    switch (kind) {
        case AttentionItem::Kind::Rejected:
            return "rejected";
        case AttentionItem::Kind::Held:
            return "held";
        case AttentionItem::Kind::Discarded:
            break;
    }
    return "discarded";
}

const char* textOf(v1::Mutation::Kind kind) {
    switch (kind) {
        case v1::Mutation::CREATE:
            return "create";
        case v1::Mutation::EDIT:
            return "edit";
        case v1::Mutation::DELETE:
            return "delete";
        default:
            return "unknown";
    }
}

}  // namespace

void print(std::ostream& out, const Json& json) {
    out << dumped(json, 2) << std::endl;
}

Json jsonOf(const v1::Fault& fault) {
    Json json{{"code", schema::codeName(fault.code())}, {"message", fault.message()}};
    if (!fault.path().empty())
        json["path"] = fault.path();
    if (fault.limit() != 0)
        json["limit"] = fault.limit();
    if (fault.retry_after_ms() != 0)
        json["retry_after_ms"] = fault.retry_after_ms();
    if (!fault.request_id().empty())
        json["request_id"] = fault.request_id();
    return json;
}

void writeFault(std::ostream& err, const v1::Fault& fault) {
    err << dumped(jsonOf(fault), -1) << std::endl;
}

Json jsonOf(const engine::Record& record, const engine::Reading& reading) {
    return {{"type", record.type->name()},
            {"id", base::idText(record.id)},
            {"state", engine::codeName(reading.stateOf(record.id))},
            {"record", schema::toJson(*record.message)}};
}

Json jsonOf(const v1::Mutation& mutation) {
    const auto* type = schema::Schema::instance().type(mutation.type());
    Json json{{"kind", textOf(mutation.kind())},
              {"type", type == nullptr ? std::to_string(mutation.type()) : type->name()},
              {"id", base::idText(mutation.id())}};
    if (mutation.number() != 0)
        json["number"] = mutation.number();
    if (mutation.group() != 0)
        json["group"] = mutation.group();
    if (type == nullptr || mutation.kind() == v1::Mutation::DELETE)
        return json;
    if (mutation.kind() == v1::Mutation::EDIT) {
        auto& paths = json["paths"] = Json::array();
        for (const auto& touched : mutation.paths())
            paths.push_back(schema::pathText(*type, engine::pathOf(touched)));
    }
    json["values"] = schema::toJson(*type->parse(mutation.partial()));
    return json;
}

Json jsonOf(const OutboxEntry& entry) {
    Json json{{"no", entry.no}, {"state", textOf(entry.state)}, {"title", entry.title}};
    json["edit"] = jsonOf(entry.mutation);
    json["changed_at"] = timeOf(entry.changedAt);
    json["attempts"] = entry.attempts;
    if (entry.lastFault)
        json["fault"] = jsonOf(*entry.lastFault);
    return json;
}

Json jsonOf(const AttentionItem& item) {
    Json json{{"no", item.no}, {"kind", textOf(item.kind)}, {"title", item.title}};
    json["edit"] = jsonOf(item.mutation);
    json["at"] = timeOf(item.at);
    if (item.kind != AttentionItem::Kind::Discarded)
        json["fault"] = jsonOf(item.fault);
    if (item.dismissed)
        json["dismissed"] = true;
    return json;
}

std::string scopeText(const v1::Scope& scope) {
    std::string kind = v1::Scope::Kind_Name(scope.kind());
    for (char& letter : kind)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    return scope.id().empty() ? kind : kind + ":" + base::idText(scope.id());
}

Json timeOf(std::int64_t epochMs) {
    if (epochMs == 0)
        return nullptr;
    const auto seconds = static_cast<std::time_t>(epochMs / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[40];
    const auto size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    const auto ms = std::to_string(1000 + epochMs % 1000).substr(1);
    return std::string{text, size} + "." + ms + "Z";
}

}  // namespace fieldfare::device
