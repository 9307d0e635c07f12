#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "shared/rules/result.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::server::importing {

/// The categories by name, growing as files name new ones. Works inside one turn of the writer.
class CategoryTree {
  public:
    /// `edit` must outlive it; what is made is saved with it.
    CategoryTree(fieldfare::storage::Database& database, sync::ServerEdit& edit);

    /// The id of "Tools", "Tools > Drills" or "Tools/Drills", made where it is missing. A name alone means
    /// the top category of that name, else the one below that has it. A fault INVALID for more than two
    /// levels, an empty name or one that several have.
    [[nodiscard]] rules::Result<std::string> require(std::string_view path);

    [[nodiscard]] std::size_t made() const { return made_; }

  private:
    using Key = std::pair<std::string, std::string>;  // superior and folded name
    [[nodiscard]] const std::string* find(const std::string& superior, std::string_view name) const;
    [[nodiscard]] std::string make(const std::string& superior, std::string_view name);

    sync::ServerEdit& edit_;
    std::map<Key, std::string> ids_;
    std::multimap<std::string, std::string> below_;  // folded name -> id, of the second level
    std::size_t made_ = 0;
};

}  // namespace fieldfare::server::importing
