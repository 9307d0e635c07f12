#include "mobile/engine/drafts.h"

#include "shared/schema/path_value.h"

namespace fieldfare::engine {

using google::protobuf::Message;
using schema::RecordType;
using storage::Query;

namespace {

constexpr std::string_view columns = "id, type, base_seq, base, body, unfit, changed_at";

/// None of a type that this version of the app does not know.
std::optional<Draft> draftOf(const Query& query) {
    Draft draft;
    draft.id = query.blob(0);
    draft.type = schema::Schema::instance().type(static_cast<std::uint32_t>(query.integer(1)));
    if (draft.type == nullptr)
        return std::nullopt;
    if (!query.isNull(3))
        draft.base = Record{draft.type, draft.id, query.unsignedInteger(2), draft.type->parse(query.blob(3))};
    draft.values = draft.type->parse(query.blob(4));
    draft.unfit = query.blob(5);
    draft.changedAt = query.integer(6);
    return draft;
}

}  // namespace

std::string Drafts::keep(const Draft& draft) {
    const auto id = draft.id.empty() ? store_.ids().next().bytes() : draft.id;
    const auto parent = schema::bytesOf(*draft.values, draft.type->parent());
    const auto base = draft.base ? std::optional{draft.base->message->SerializeAsString()} : std::nullopt;
    store_.database().run(
        "INSERT INTO draft(id, type, parent, base_seq, base, body, unfit, changed_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(id) DO UPDATE SET parent = excluded.parent, "
        "base_seq = excluded.base_seq, base = excluded.base, body = excluded.body, unfit = excluded.unfit, "
        "changed_at = excluded.changed_at",
        id, draft.type->number(), parent, draft.base ? draft.base->seenUpTo() : 0, base,
        draft.values->SerializeAsString(), draft.unfit, store_.now());
    return id;
}

std::optional<Draft> Drafts::of(std::string_view id) const {
    auto query = store_.database().query("SELECT " + std::string{columns} + " FROM draft WHERE id = $1", id);
    return query.step() ? draftOf(query) : std::nullopt;
}

std::optional<Draft> Drafts::latestNew(const RecordType& type, std::string_view parent) const {
    const auto select = "SELECT " + std::string{columns} + " FROM draft WHERE type = $1 AND base IS NULL";
    const std::string order = " ORDER BY changed_at DESC, id DESC LIMIT 1";
    auto query = parent.empty()
                     ? store_.database().query(select + order, type.number())
                     : store_.database().query(select + " AND parent = $2" + order, type.number(), parent);
    return query.step() ? draftOf(query) : std::nullopt;
}

std::vector<Draft> Drafts::list() const {
    auto query = store_.database().query("SELECT " + std::string{columns} +
                                         " FROM draft ORDER BY changed_at DESC, id DESC");
    std::vector<Draft> found;
    while (query.step())
        if (auto draft = draftOf(query))
            found.push_back(std::move(*draft));
    return found;
}

Draft Drafts::onTop(Draft draft) const {
    if (!draft.base)
        return draft;
    const auto now = Reading{store_}.get(*draft.type, draft.id);
    if (!now)
        return draft;
    const auto typed = schema::differences(*draft.base->message, *draft.values, *draft.type);
    const std::shared_ptr<Message> base = schema::copyOf(*now->message);
    const std::shared_ptr<Message> values = schema::copyOf(*now->message);
    for (const auto& path : typed) {
        schema::copyValue(*draft.base->message, *base, *draft.type, path);
        schema::copyValue(*draft.values, *values, *draft.type, path);
    }
    draft.base->message = base;
    draft.values = values;
    return draft;
}

std::string Drafts::commit(const Draft& draft) {
    StoreChange change{store_.database()};
    auto id = draft.id;
    if (draft.base)
        (void)editing_.edit(*draft.base, *draft.values);
    else
        id = editing_.create(*draft.values, id);
    (void)discard(id);
    change.commit();
    return id;
}

bool Drafts::discard(std::string_view id) {
    return store_.database().query("DELETE FROM draft WHERE id = $1 RETURNING id", id).step();
}

}  // namespace fieldfare::engine
