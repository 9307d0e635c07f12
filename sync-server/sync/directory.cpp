#include "sync-server/sync/directory.h"

#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/record_store.h"

namespace fieldfare::server::sync {

using schema::Schema;
using storage::RecordStore;

std::shared_ptr<const Directory> Directory::load(fieldfare::storage::Database& database) {
    auto directory = std::make_shared<Directory>();
    RecordStore store{database};
    for (auto& row : store.loadAll(Schema::of<v1::Organisation>())) {
        directory->organisation_ = static_cast<const v1::Organisation&>(*row.record);
        directory->organisationId_ = row.id;
    }
    for (auto& row : store.loadAll(Schema::of<v1::Unit>())) {
        if (row.deleted != 0)
            continue;
        const auto& unit = static_cast<const v1::Unit&>(*row.record);
        directory->superiors_[row.id] = unit.superior_id();
        if (unit.superior_id().empty())
            directory->rootUnit_ = row.id;
    }
    for (auto& row : store.loadAll(Schema::of<v1::Person>()))
        if (row.deleted == 0)
            directory->people_[row.id] = static_cast<const v1::Person&>(*row.record);
    std::vector<v1::AccessRule> rules;
    for (auto& row : store.loadAll(Schema::of<v1::AccessRule>()))
        if (row.deleted == 0)
            rules.push_back(static_cast<const v1::AccessRule&>(*row.record));
    directory->rights_ = access::Rights{rules};
    return directory;
}

const v1::Person* Directory::person(const std::string& id) const {
    const auto at = people_.find(id);
    return at == people_.end() ? nullptr : &at->second;
}

bool Directory::isWithin(const std::string& unit, const std::string& above) const {
    // Bounded by the number of units, so that a ring in damaged data ends too.
    std::string at = unit;
    for (std::size_t step = 0; step <= superiors_.size() && !at.empty(); ++step) {
        if (at == above)
            return true;
        const auto next = superiors_.find(at);
        if (next == superiors_.end())
            return false;
        at = next->second;
    }
    return false;
}

std::vector<std::string> Directory::units() const {
    std::vector<std::string> out;
    for (const auto& [unit, superior] : superiors_)
        out.push_back(unit);
    return out;
}

std::vector<std::string> Directory::unitsWithin(const std::string& above) const {
    std::vector<std::string> out;
    for (const auto& [unit, superior] : superiors_)
        if (isWithin(unit, above))
            out.push_back(unit);
    return out;
}

Viewer Directory::viewer(const std::string& person, const std::string& device) const {
    const auto* found = this->person(person);
    if (found == nullptr || found->status() != v1::Person::ACTIVE)
        throw schema::FaultError{v1::UNAUTHENTICATED, "this person may not sign in"};
    return {person, device, found->role(), found->unit_id()};
}

std::shared_ptr<const Directory> DirectoryCache::at(fieldfare::storage::Database& database) {
    const auto version = storage::MetaStore{database}.number("directory");
    const std::lock_guard lock{mutex_};
    if (directory_ && version == version_)
        return directory_;
    auto loaded = Directory::load(database);
    // An older snapshot still open must not take the place of a newer one.
    if (!directory_ || version > version_) {
        version_ = version;
        directory_ = loaded;
    }
    return loaded;
}

void DirectoryCache::forget() {
    const std::lock_guard lock{mutex_};
    version_ = 0;
    directory_.reset();
}

}  // namespace fieldfare::server::sync
