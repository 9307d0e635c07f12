#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/hybrid_clock.h"
#include "shared/schema/path.h"

namespace fieldfare::merge {

/// Who made a change: the person, on which device, as which of its mutations. Server commands have no device
/// and number 0.
struct Author {
    std::string person;  ///< 16 bytes, or empty
    std::string device;  ///< 16 bytes, or empty
    std::uint64_t number = 0;

    friend bool operator==(const Author&, const Author&) = default;
};

/// The last change of a path.
struct Version {
    std::uint64_t seq = 0;
    base::HybridTime time = 0;
    Author author;

    friend bool operator==(const Version&, const Version&) = default;
};

/// Changes of a path that somebody had not seen when they wrote it.
struct Unseen {
    const Version* whole = nullptr;   ///< of the path itself or of what it lies in; null: seen
    const Version* inside = nullptr;  ///< the latest of a place inside it; null: all seen

    [[nodiscard]] bool any() const { return whole != nullptr || inside != nullptr; }
    /// The one whose author wrote last.
    [[nodiscard]] const Version& latest() const;
};

/// Orders changes for LAST_EDIT: by time, then device, then number.
[[nodiscard]] bool isLater(const Version& a, const Version& b);

/// The per-path versions of one record: its creation, and an entry for every path changed since. Kept beside
/// the body as one packed blob.
class Versions {
  public:
    Versions() = default;
    explicit Versions(Version creation) : creation_{std::move(creation)} {}

    /// Throws std::runtime_error on a damaged blob.
    [[nodiscard]] static Versions unpack(std::string_view blob);
    [[nodiscard]] std::string pack() const;

    /// The last change that touched the path: of itself, of the item it is in, or of anything inside it.
    [[nodiscard]] const Version& of(const schema::Path& path) const;
    /// What an author who was shown the row of `base` did not see of the path; none when they saw it all.
    /// Their own earlier change, made by the same person on the same device with a lower number, they saw,
    /// and with it what it was laid over.
    [[nodiscard]] Unseen unseen(const schema::Path& path, std::uint64_t base, const Author& author) const;
    /// Replaces the entry of the path; entries inside it are forgotten.
    void set(const schema::Path& path, Version version);

    /// True if somebody else, or the same person on another device, changed anything after `seq`; of changes
    /// since the creation only those of paths that count. Their own on the same device count under a higher
    /// number: after a restore an earlier mutation may take effect after a later one.
    [[nodiscard]] bool changedByOthers(std::uint64_t seq, const Author& author,
                                       const std::function<bool(const schema::Path&)>& counts = {}) const;

    /// The paths that changed after `seq`; none when the record itself came, went or came back since.
    [[nodiscard]] std::optional<std::vector<schema::Path>> changedSince(std::uint64_t seq) const;

    [[nodiscard]] const Version& creation() const { return creation_; }

  private:
    struct Entry {
        schema::Path path;
        Version version;
    };
    Version creation_;
    std::vector<Entry> entries_;
};

}  // namespace fieldfare::merge
