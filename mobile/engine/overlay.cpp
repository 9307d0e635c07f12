#include "mobile/engine/overlay.h"

#include "shared/rules/record_rules.h"
#include "shared/schema/path_value.h"

namespace fieldfare::engine {

using google::protobuf::Message;
using schema::RecordType;
using State = OutboxEntry::State;

namespace {

/// MAX and MIN show what will stand, not what was typed last.
bool isMoot(const RecordType& type, const Message& record, const Message& partial,
            const schema::ResolvedPath& at, const schema::Path& path) {
    if (at.leaf->merge() != v1::MAX && at.leaf->merge() != v1::MIN)
        return false;
    if (!schema::hasValue(record, type, path))
        return false;
    const int order = schema::compareNumbers(partial, record, type, path);
    return at.leaf->merge() == v1::MAX ? order <= 0 : order >= 0;
}

}  // namespace

schema::Path pathOf(const v1::TouchedPath& touched) {
    return {static_cast<int>(touched.field()), touched.key(), static_cast<int>(touched.inner())};
}

std::optional<std::string> serverState(const StoredRow& row) {
    if (row.serverBody)
        return row.serverBody;
    return row.head.seq != 0 ? std::optional{row.body} : std::nullopt;
}

Laid Overlay::lay(const RecordType& type, const std::optional<std::string>& serverBody,
                  std::span<const OutboxEntry> entries) const {
    Laid laid;
    if (serverBody)
        laid.message = type.parse(*serverBody);
    const bool atServer = laid.message != nullptr;
    for (const auto& entry : entries) {
        const auto& mutation = entry.mutation;
        switch (mutation.kind()) {
            case v1::Mutation::CREATE:
                if (laid.message == nullptr)
                    laid.message = type.parse(mutation.partial());
                laid.erased = false;
                break;
            case v1::Mutation::EDIT: {
                if (laid.message == nullptr)
                    break;
                const auto partial = type.parse(mutation.partial());
                for (const auto& touched : mutation.paths()) {
                    const auto path = pathOf(touched);
                    const auto at = schema::resolve(type, path);
                    if (at && !isMoot(type, *laid.message, *partial, *at, path))
                        schema::copyValue(*partial, *laid.message, type, path);
                }
                laid.erased = false;
                break;
            }
            case v1::Mutation::DELETE:
                laid.erased = true;
                break;
            default:
                break;
        }
    }
    if (laid.message != nullptr && !entries.empty()) {
        if (!atServer)
            complete(type, *laid.message);
        schema::canonicalise(*laid.message, type);
        rules::derive(type, *laid.message);
    }
    return laid;
}

void Overlay::complete(const RecordType& type, Message& record) const {
    if (type.author() != nullptr && schema::bytesOf(record, type.author()).empty())
        schema::setBytes(record, type.author(), person_);
    if (type.unit() != nullptr && type.unit()->merge() == v1::SERVER_ONLY &&
        schema::bytesOf(record, type.unit()).empty())
        schema::setBytes(record, type.unit(), unit_);
    if (owns_ && type.owner() != nullptr && schema::bytesOf(record, type.owner()).empty())
        schema::setBytes(record, type.owner(), person_);
}

void Overlay::refresh(const RecordType& type, std::string_view id) {
    auto row = records_.of(type).load(id);
    const auto entries = outbox_.of(id);
    const auto server = row ? serverState(*row) : std::nullopt;
    auto laid = lay(type, server, entries);
    if (laid.message == nullptr) {
        if (row)
            records_.remove(type, id);
        return;
    }
    if (!row)
        row.emplace();
    row->head.erased = laid.erased;
    row->body = entries.empty() ? *server : laid.message->SerializeAsString();
    row->serverBody = entries.empty() ? std::nullopt : server;
    records_.put(type, id, *row, *laid.message);
}

}  // namespace fieldfare::engine
