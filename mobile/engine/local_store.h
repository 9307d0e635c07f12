#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "fieldfare/account.pb.h"
#include "mobile/engine/attention.h"
#include "mobile/engine/file_store.h"
#include "mobile/engine/meta.h"
#include "mobile/engine/outbox.h"
#include "mobile/engine/overlay.h"
#include "mobile/engine/records.h"
#include "mobile/engine/scopes.h"
#include "mobile/engine/store_change.h"
#include "mobile/engine/store_error.h"
#include "mobile/engine/store_lock.h"
#include "shared/access/rights.h"
#include "shared/base/clock.h"
#include "shared/base/hybrid_clock.h"
#include "shared/base/random.h"
#include "shared/base/uuid.h"
#include "shared/storage/sqlite_database.h"

namespace fieldfare::engine {

struct StoreOptions {
    bool durable = true;     ///< a commit survives a power loss; only benchmarks turn it off
    std::string appVersion;  ///< of the program, for the server and for parked work
};

/// What one person has on one device: one SQLite file and, beside it, the bytes of photos. Everything in it
/// is changed in transactions, so that the process may be killed at any moment.
///
/// The store and all that works on it (Editing, Reading, SyncCycle, SyncRunner, Documents, Resolution) belong
/// to one thread, the engine's: none of it is thread-safe. Everything may throw storage::StorageError (a full
/// disk, say); then nothing of the operation took effect.
class LocalStore {
  public:
    /// Opens or makes the file, and migrates it. Throws StoreError InUse or Newer, StorageError. `clock` and
    /// `random` must outlive the store.
    LocalStore(const std::filesystem::path& file, const base::Clock& clock, base::Random& random,
               StoreOptions options = {});

    /// Deletes a store that is not open: photos and documents, the file and what SQLite keeps beside it.
    static void wipe(const std::filesystem::path& file);

    /// Stores the session of an enrolment or a sign-in. Throws StoreError OtherPerson when the store is
    /// somebody else's or another device's.
    void setSession(const v1::Session& session);
    /// Of the last sign-in; none before the first. The token is empty while signed out.
    [[nodiscard]] std::optional<v1::Session> session() const;
    /// The server's address and pinned keys; `code` is not kept.
    void setPairing(const v1::Pairing& pairing);
    [[nodiscard]] std::optional<v1::Pairing> pairing() const;
    void forgetToken();
    /// True once the server told the device to wipe itself: close the store and call wipe().
    [[nodiscard]] bool mustWipe() const { return meta_.number(Meta::wipe) != 0; }

    /// Own id, 16 bytes; empty before enrolment.
    [[nodiscard]] const std::string& person() const { return person_; }
    /// The person's role: as their own record says, else as at sign-in.
    [[nodiscard]] v1::Role role() const;
    /// What the schema and the server's rules leave to them. Until the server tells others.
    [[nodiscard]] const access::Rights& rights() const;
    [[nodiscard]] const std::string& appVersion() const { return appVersion_; }

    /// The best guess of the server's time, epoch ms.
    [[nodiscard]] std::int64_t now() const { return hybrid_.serverNow(); }
    /// An edit time after all given before. Persisted with the transaction it is used in.
    [[nodiscard]] base::HybridTime nextTime();
    /// The server answered just now with its time, epoch ms.
    void heard(std::int64_t serverTime);

    [[nodiscard]] storage::SqliteDatabase& database() { return database_; }
    [[nodiscard]] Meta& meta() { return meta_; }
    [[nodiscard]] const Meta& meta() const { return meta_; }
    [[nodiscard]] Records& records() { return records_; }
    [[nodiscard]] const Records& records() const { return records_; }
    [[nodiscard]] Outbox& outbox() { return outbox_; }
    [[nodiscard]] const Outbox& outbox() const { return outbox_; }
    [[nodiscard]] Attention& attention() { return attention_; }
    [[nodiscard]] const Attention& attention() const { return attention_; }
    [[nodiscard]] Scopes& scopes() { return scopes_; }
    [[nodiscard]] Overlay& overlay() { return overlay_; }
    [[nodiscard]] base::UuidSource& ids() { return ids_; }
    /// The bytes of photos and documents; any thread may use it while the store lives.
    [[nodiscard]] FileStore& files() { return files_; }

    /// Another number after every change of records, for whoever keeps some in memory.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }
    void changed() { ++revision_; }

    /// Counts all rows again and compares with the kept counts and digests; differences are corrected. True
    /// if there were none.
    bool verify();

  private:
    /// Brings the tables up to date and reads what the clock must remember.
    [[nodiscard]] base::HybridState prepared();
    void saveClock();
    void loadSelf();

    StoreLock lock_;
    FileStore files_;
    storage::SqliteDatabase database_;
    Meta meta_;
    Records records_;
    Outbox outbox_;
    Attention attention_;
    Scopes scopes_;
    Overlay overlay_;
    base::UuidSource ids_;
    base::HybridClock hybrid_;
    std::string appVersion_;
    std::string person_;
    mutable std::string told_;  // that rights_ were made of
    mutable std::unique_ptr<const access::Rights> rights_;
    std::uint64_t revision_ = 0;
};

}  // namespace fieldfare::engine
