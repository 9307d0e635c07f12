#include "sync-server/backoffice/import/category_tree.h"

#include "fieldfare/catalogue.pb.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/import/folded_text.h"
#include "sync-server/storage/record_store.h"

namespace fieldfare::server::importing {

using schema::Schema;

CategoryTree::CategoryTree(fieldfare::storage::Database& database, sync::ServerEdit& edit) : edit_{edit} {
    for (const auto& row : storage::RecordStore{database}.loadAll(Schema::of<v1::Category>())) {
        if (row.deleted != 0)
            continue;
        const auto& category = static_cast<const v1::Category&>(*row.record);
        ids_.try_emplace({category.superior_id(), folded(category.name())}, row.id);
        if (!category.superior_id().empty())
            below_.emplace(folded(category.name()), row.id);
    }
}

const std::string* CategoryTree::find(const std::string& superior, std::string_view name) const {
    const auto at = ids_.find({superior, folded(name)});
    return at == ids_.end() ? nullptr : &at->second;
}

std::string CategoryTree::make(const std::string& superior, std::string_view name) {
    v1::Category category;
    category.set_name(std::string{name});
    if (!superior.empty())
        category.set_superior_id(superior);
    const auto id = edit_.create(Schema::of<v1::Category>(), {}, category).id;
    ids_[{superior, folded(name)}] = id;
    if (!superior.empty())
        below_.emplace(folded(name), id);
    ++made_;
    return id;
}

rules::Result<std::string> CategoryTree::require(std::string_view path) {
    const auto refuse = [&](const std::string& why) {
        return schema::fault(v1::INVALID, "\"" + std::string{path} + "\" " + why);
    };
    // A name may hold a slash itself.
    if (const auto* id = find({}, path))
        return *id;
    const auto [first, last] = below_.equal_range(folded(path));
    if (first != last && std::next(first) != last)
        return refuse("is the name of several categories: write it behind its superior's and \">\"");
    if (first != last)
        return first->second;

    const auto divider = path.find('>') != std::string_view::npos ? '>' : '/';
    const auto at = path.find(divider);
    const auto top = trimmed(path.substr(0, at));
    const auto child = at == std::string_view::npos ? std::string_view{} : trimmed(path.substr(at + 1));
    if (child.find(divider) != std::string_view::npos)
        return refuse("has more than two levels of categories");
    if (top.empty() || (at != std::string_view::npos && child.empty()))
        return refuse("lacks the name of a category");
    try {
        const auto* known = find({}, top);
        const std::string superior = known != nullptr ? *known : make({}, top);
        if (child.empty())
            return superior;
        known = find(superior, child);
        return known != nullptr ? *known : make(superior, child);
    } catch (const schema::FaultError& error) {
        return error.fault();  // a name beyond the schema's limit
    }
}

}  // namespace fieldfare::server::importing
