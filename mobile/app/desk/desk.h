#pragma once

#include <filesystem>
#include <optional>

#include "mobile/app/desk/now.h"
#include "mobile/engine/documents.h"
#include "mobile/engine/editing.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/reading.h"
#include "mobile/engine/resolution.h"
#include "mobile/network/qt_transport.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace fieldfare::app {

/// The person's store with all that works on it. Belongs to the engine's thread: reached through
/// EngineThread::ask() alone.
class Desk {
  public:
    /// `folder` holds everything that this app keeps; it is made when something is written.
    explicit Desk(std::filesystem::path folder);
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "person.sqlite"; }
    [[nodiscard]] bool exists() const { return std::filesystem::exists(file()); }

    /// Opens the store that is there, or makes a new one. Throws StoreError, StorageError.
    void open();
    /// What was got from the desk must not be used after it.
    void close();
    [[nodiscard]] bool isOpen() const { return store_.has_value(); }
    /// Another number after every opening and closing.
    [[nodiscard]] std::uint64_t openings() const { return openings_; }

    /// The store and what works on it. Throw FaultError UNAUTHENTICATED while no store is open.
    [[nodiscard]] engine::LocalStore& store();
    [[nodiscard]] engine::Editing& editing();
    [[nodiscard]] engine::Reading reading() { return engine::Reading{store()}; }
    [[nodiscard]] engine::Documents documents() { return engine::Documents{editing()}; }
    [[nodiscard]] engine::Resolution resolution() { return engine::Resolution{editing()}; }
    /// To the server that the store was paired with. Throws StoreError NotEnrolled where there is none.
    [[nodiscard]] network::QtTransport& transport();
    /// To a server that no store here knows yet, for an enrolment; until close() or the next call.
    [[nodiscard]] network::QtTransport& transportTo(const v1::Pairing& pairing) {
        return transport_.emplace(pairing);
    }
    /// Whatever the network was asked is given up, as if it had broken.
    void cancelNetwork();

    [[nodiscard]] const base::Clock& clock() const { return clock_; }
    [[nodiscard]] base::Random& random() { return random_; }

  private:
    std::filesystem::path folder_;
    DeskClock clock_;
    base::SystemRandom random_;
    std::uint64_t openings_ = 0;
    std::optional<engine::LocalStore> store_;
    std::optional<engine::Editing> editing_;
    std::optional<network::QtTransport> transport_;
};

}  // namespace fieldfare::app
