#include "shared/merge/merge.h"

#include <algorithm>

#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"
#include "sync-server/sync/incoming.h"
#include "tests/fuzz/subjects.h"

namespace fieldfare::fuzz {

using google::protobuf::Message;
using server::sync::Incoming;

namespace {

/// A record and who changed it last where.
struct State {
    std::unique_ptr<Message> record;
    merge::Versions versions;

    [[nodiscard]] State copy() const {
        return {schema::copyOf(*record), merge::Versions::unpack(versions.pack())};
    }
    [[nodiscard]] bool isLike(const State& other) const {
        return record->SerializeAsString() == other.record->SerializeAsString() &&
               versions.pack() == other.versions.pack();
    }
};

/// The edit of a mutation at a record whose last change was `head`; roles and rights come from its number, so
/// that the input decides about them too.
merge::Edit editOf(const Incoming& incoming, std::uint64_t head) {
    const auto& mutation = incoming.mutation;
    merge::Edit edit;
    edit.author = {"person of " + mutation.device(), mutation.device(), mutation.number()};
    edit.role = static_cast<v1::Role>(1 + mutation.number() % (v1::Role_ARRAYSIZE - 1));
    edit.assigns = mutation.number() % 2 == 0;
    edit.ownRecord = mutation.number() % 3 != 0;
    edit.partial = incoming.partial.get();
    for (const auto& touched : mutation.paths())
        edit.paths.push_back(
            {{static_cast<int>(touched.field()), touched.key(), static_cast<int>(touched.inner())},
             touched.base() % (head + 1),
             touched.time()});
    return edit;
}

/// True if the policy may take the value without naming the path as lost: greater of two numbers, candidates.
bool decidesItself(v1::Merge policy) {
    return policy == v1::MAX || policy == v1::MIN || policy == v1::KEEP_BOTH || policy == v1::SERVER_ONLY;
}

void examine(const schema::RecordType& type, const State& before, const State& after, const merge::Edit& edit,
             const merge::Merged& merged) {
    if (merged.refused) {
        require(!merged.refused->message().empty(), "refused without a reason");
        require(before.isLike(after), "refused, and something changed: " + merged.refused->message());
        return;
    }
    const auto contains = [](const std::vector<schema::Path>& paths, const schema::Path& path) {
        return std::any_of(paths.begin(), paths.end(),
                           [&](const schema::Path& one) { return one.covers(path) || path.covers(one); });
    };
    for (const auto& touched : edit.paths) {
        const auto policy = schema::resolve(type, touched.path)->leaf->merge();
        if (decidesItself(policy) || contains(merged.lost, touched.path))
            continue;
        require(schema::sameValue(*after.record, *edit.partial, type, touched.path) ||
                    !schema::hasValue(*edit.partial, type, touched.path),
                "a value is nowhere and nobody is told: " + schema::pathText(type, touched.path));
    }
    for (const auto& clash : merged.clashes)
        require(clash.losingValue != nullptr && clash.standingValue != nullptr,
                "a conflict without its values: " + schema::pathText(type, clash.path));
    for (const auto& path : schema::differences(*before.record, *after.record, type))
        require(contains(merged.changed, path), "changed, and not said so: " + schema::pathText(type, path));
}

}  // namespace

void merge(std::string_view bytes) {
    v1::SyncRequest request;
    std::vector<Incoming> story;
    try {
        request = server::sync::readRequest(bytes);
        for (const auto& encoded : request.mutations())
            story.push_back(server::sync::readMutation(encoded));
    } catch (const schema::FaultError&) {
        return;  // request() is about these
    }
    if (story.empty() || story.front().fault || story.front().mutation.kind() != v1::Mutation::CREATE)
        return;
    const auto& type = *story.front().type;
    std::uint64_t seq = 1;
    State state{schema::copyOf(*story.front().partial),
                merge::Versions{{seq, story.front().mutation.time(), {"maker", std::string(16, 'm'), 1}}}};
    schema::canonicalise(*state.record, type);
    for (const auto& incoming : story) {
        if (incoming.fault || incoming.mutation.kind() != v1::Mutation::EDIT || incoming.type != &type)
            continue;
        const auto edit = editOf(incoming, seq);
        ++seq;
        const auto before = state.copy();
        auto again = state.copy();
        const auto merged = merge::merge(type, *state.record, state.versions, edit, seq);
        (void)merge::merge(type, *again.record, again.versions, edit, seq);
        require(state.isLike(again), "the same merge ends in two ways");
        examine(type, before, state, edit, merged);
    }
}

}  // namespace fieldfare::fuzz
