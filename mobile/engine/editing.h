#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/sync.pb.h"
#include "mobile/engine/edit_checks.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/record.h"
#include "mobile/engine/store_catalogue.h"

namespace fieldfare::engine {

/// Edits of the person, each with its outbox entry in one transaction. What may not be is refused with a
/// FaultError naming the path, and then nothing changed. Ids are 16 bytes. The engine's thread only.
class Editing {
  public:
    explicit Editing(LocalStore& store);

    /// A new record; gives its id, a new one where none is passed. Documents get their number, unless they
    /// have one. What the server sets (author, totals) is shown at once and not sent.
    std::string create(const google::protobuf::Message& record, std::string id = {});

    /// Changes what differs between `shown`, as Reading gave it to the person, and `changed`; what others
    /// changed meanwhile stays. False when nothing differs. NOT_FOUND when the record is gone.
    bool edit(const Record& shown, const google::protobuf::Message& changed);
    /// The same from the record as it is shown now.
    bool edit(std::string_view id, const google::protobuf::Message& changed);
    template <typename Message, typename Change>
    bool edit(std::string_view id, Change&& change) {
        Record shown = require(id);
        Message changed = shown.as<Message>();
        change(changed);
        return edit(shown, changed);
    }

    /// Writes paths of a record with the values `values` has there, equal ones too: "I have seen it, and this
    /// is right". `frozen` as in atomically().
    void write(const Record& shown, std::span<const schema::Path> paths,
               const google::protobuf::Message& values, std::vector<v1::Frozen> frozen = {});

    /// What edit() or create() would refuse, all of it; nothing is changed. Empty: it may stand, as far as
    /// this device knows. NOT_FOUND is among it when the record is gone.
    [[nodiscard]] std::vector<v1::Fault> faultsOfEdit(const Record& shown,
                                                      const google::protobuf::Message& changed) const;
    [[nodiscard]] std::vector<v1::Fault> faultsOfCreate(const google::protobuf::Message& record) const;

    /// Deletes the record; a create that was never sent just goes.
    void erase(std::string_view id);

    /// Everything that `work` edits becomes one group and one transaction: it takes effect together, here and
    /// at the server, or not at all. At most 100 mutations. An exception of `work` undoes all of it.
    void atomically(const std::function<void()>& work);

    /// The record as shown now; throws FaultError NOT_FOUND.
    [[nodiscard]] Record require(std::string_view id) const;
    /// True if records here hang under it.
    [[nodiscard]] bool hasChildren(std::string_view id) const;
    /// True if a form should let the person type there; `shown` null: into a new record.
    [[nodiscard]] bool mayWrite(const schema::RecordType& type, const Record* shown,
                                const schema::Path& path) const {
        const auto at = schema::resolve(type, path);
        return at && rightsOn(type, shown).mayWrite(*at);
    }
    /// The same for many paths.
    [[nodiscard]] OwnRights rightsOn(const schema::RecordType& type, const Record* shown) const {
        return checks_.rightsOn(type, shown == nullptr ? nullptr : shown->message.get());
    }
    /// True if the person may make a record of the type under this parent; empty: a root.
    [[nodiscard]] bool mayCreate(const schema::RecordType& type, std::string_view parent = {}) const {
        return !checks_.mayCreate(type, parent);
    }
    [[nodiscard]] const StoreCatalogue& catalogue() const { return catalogue_; }
    [[nodiscard]] LocalStore& store() { return store_; }

    /// What the server accepts of one mutation.
    static constexpr std::size_t maxPaths = 512;
    static constexpr std::size_t maxBytes = 64 * 1024;
    static constexpr std::uint64_t maxGroup = 100;

  private:
    bool apply(const Record& shown, std::vector<schema::Path> paths, const google::protobuf::Message& values,
               std::vector<v1::Frozen> frozen);
    /// Up to which `seq` the person surely saw the record and what hangs under it here, at any depth.
    [[nodiscard]] std::uint64_t seenBelow(const Record& shown) const;
    void giveNumber(const schema::RecordType& type, google::protobuf::Message& record);
    void append(OutboxEntry entry);
    LocalStore& store_;
    StoreCatalogue catalogue_;
    EditChecks checks_;
    std::uint64_t group_ = 0;
    std::uint64_t groupSize_ = 0;
};

}  // namespace fieldfare::engine
