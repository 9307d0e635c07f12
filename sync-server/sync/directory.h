#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "fieldfare/people.pb.h"
#include "shared/access/rights.h"
#include "shared/storage/database.h"

namespace fieldfare::server::sync {

/// Who asks: a person on a device, as of the transaction in which they were looked up.
struct Viewer {
    std::string person;  ///< 16 bytes
    std::string device;  ///< 16 bytes; empty for commands at the server
    v1::Role role = v1::ROLE_UNSPECIFIED;
    std::string unit;
};

/// The organisation's settings, units, people and access rules at one moment: small, read by nearly every
/// decision. Immutable once loaded; shared between threads.
class Directory {
  public:
    /// Reads everything, inside the caller's transaction.
    [[nodiscard]] static std::shared_ptr<const Directory> load(fieldfare::storage::Database& database);

    [[nodiscard]] const v1::Organisation& organisation() const { return organisation_; }
    [[nodiscard]] const std::string& organisationId() const { return organisationId_; }
    /// Null when there is no such person, or they were deleted.
    [[nodiscard]] const v1::Person* person(const std::string& id) const;
    [[nodiscard]] bool isUnit(const std::string& id) const { return superiors_.contains(id); }
    /// The root of the tree; empty while there is none.
    [[nodiscard]] const std::string& rootUnit() const { return rootUnit_; }
    /// True if `unit` is `above` or lies below it.
    [[nodiscard]] bool isWithin(const std::string& unit, const std::string& above) const;
    [[nodiscard]] std::vector<std::string> units() const;
    /// The unit and every one below it.
    [[nodiscard]] std::vector<std::string> unitsWithin(const std::string& above) const;
    [[nodiscard]] const std::map<std::string, v1::Person>& people() const { return people_; }
    /// Who may do what.
    [[nodiscard]] const access::Rights& rights() const { return rights_; }

    /// The viewer a session's person is now. Throws FaultError UNAUTHENTICATED when they left, were frozen or
    /// never were.
    [[nodiscard]] Viewer viewer(const std::string& person, const std::string& device) const;

  private:
    v1::Organisation organisation_;
    std::string organisationId_;
    std::map<std::string, v1::Person> people_;
    std::map<std::string, std::string> superiors_;  // unit -> the unit above; empty for the root
    std::string rootUnit_;
    access::Rights rights_;
};

/// Gives every thread the directory as its own transaction sees it, loading it only when it changed. Versions
/// are seqs: one that was given to work that was undone must never be given again.
class DirectoryCache {
  public:
    /// Call inside a transaction. Thread-safe.
    [[nodiscard]] std::shared_ptr<const Directory> at(fieldfare::storage::Database& database);
    /// Call after work was undone: what it had loaded would keep older, valid versions from being kept.
    void forget();

  private:
    std::mutex mutex_;
    std::uint64_t version_ = 0;
    std::shared_ptr<const Directory> directory_;
};

}  // namespace fieldfare::server::sync
