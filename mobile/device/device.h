#pragma once

#include <filesystem>
#include <optional>

#include "mobile/engine/editing.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/reading.h"
#include "mobile/network/qt_transport.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace fieldfare::device {

/// One person's store with all that works on it, opened when first needed. One thread.
class Device {
  public:
    explicit Device(std::filesystem::path file) : file_{std::move(file)} {}
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] bool exists() const { return std::filesystem::exists(file_); }

    /// Throws FaultError NOT_FOUND when there is no such file, StoreError, StorageError.
    [[nodiscard]] engine::LocalStore& store();
    /// The store, new where there was none.
    [[nodiscard]] engine::LocalStore& makeStore();
    [[nodiscard]] engine::Editing& editing();
    [[nodiscard]] engine::Reading reading() { return engine::Reading{store()}; }
    /// To the server that the store was paired with. Throws StoreError NotEnrolled where there is none.
    [[nodiscard]] network::QtTransport& transport();
    [[nodiscard]] base::Random& random() { return random_; }

    /// Closes the store and deletes it.
    void wipe();

  private:
    std::filesystem::path file_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    std::optional<engine::LocalStore> store_;
    std::optional<engine::Editing> editing_;
    std::optional<network::QtTransport> transport_;
};

}  // namespace fieldfare::device
