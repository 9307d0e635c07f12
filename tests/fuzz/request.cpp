#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/path.h"
#include "shared/schema/validate.h"
#include "sync-server/sync/incoming.h"
#include "tests/fuzz/subjects.h"

namespace fieldfare::fuzz {

namespace {

void requireReason(const v1::Fault& fault) {
    require(fault.code() != v1::FAULT_CODE_UNSPECIFIED, "a fault without a code");
    require(!fault.message().empty(), "a fault without a reason");
    // It goes into an answer, where text that is none would spoil the others' outcomes.
    require(v1::Fault{}.ParseFromString(fault.SerializeAsString()), "a fault that cannot be sent");
}

void requireKept(const server::sync::Incoming& incoming) {
    const auto& mutation = incoming.mutation;
    require(mutation.number() != 0 && mutation.device().size() == 16, "a mutation without identity");
    if (incoming.fault) {
        requireReason(*incoming.fault);
        return;
    }
    require(incoming.type != nullptr && mutation.id().size() == 16, "a mutation of nothing");
    if (mutation.kind() == v1::Mutation::DELETE)
        return;
    require(incoming.partial != nullptr, "no values");
    require(schema::validate(*incoming.partial, *incoming.type).empty(), "values beyond the schema's limits");
    for (const auto& touched : mutation.paths()) {
        const schema::Path path{static_cast<int>(touched.field()), touched.key(),
                                static_cast<int>(touched.inner())};
        require(schema::resolve(*incoming.type, path).has_value(), "a path that leads nowhere");
        (void)schema::pathText(*incoming.type, path);
    }
    (void)schema::toJson(*incoming.partial);
}

}  // namespace

void request(std::string_view bytes) {
    v1::SyncRequest request;
    try {
        request = server::sync::readRequest(bytes);
    } catch (const schema::FaultError& error) {
        requireReason(error.fault());
        return;
    }
    require(request.protocol() == 1, "another protocol");
    require(static_cast<std::size_t>(request.mutations_size()) <= server::sync::maxMutations,
            "more mutations than a request may have");
    require(static_cast<std::size_t>(request.cursors_size()) <= server::sync::maxCursors, "too many cursors");
    require(static_cast<std::size_t>(request.ranges_size()) <= server::sync::maxRanges, "too many ranges");
    require(static_cast<std::size_t>(request.conflicts_size()) <= server::sync::maxConflicts,
            "too many conflicts");
    std::size_t ids = 0;
    for (const auto& range : request.ranges())
        ids += static_cast<std::size_t>(range.ids_size());
    require(ids <= server::sync::maxRangeIds, "too many ids");
    for (const auto& encoded : request.mutations()) {
        try {
            requireKept(server::sync::readMutation(encoded));
        } catch (const schema::FaultError& error) {
            requireReason(error.fault());
        }
    }
}

}  // namespace fieldfare::fuzz
