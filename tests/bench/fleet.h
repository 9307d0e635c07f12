#pragma once

#include <filesystem>
#include <memory>

#include "company.h"
#include "mobile/engine/editing.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/reading.h"
#include "mobile/engine/sync_runner.h"
#include "mobile/network/qt_transport.h"

namespace fieldfare::bench {

/// Passes calls on and counts the bytes of their bodies.
class CountingTransport final : public engine::Transport {
  public:
    explicit CountingTransport(const v1::Pairing& pairing) : transport_{pairing} {}

    [[nodiscard]] engine::Answer exchange(const engine::Call& call) override {
        auto answer = transport_.exchange(call);
        sent += call.body.size();
        received += answer.body.size();
        ++exchanges;
        return answer;
    }
    /// Makes the TLS connection, so that a measurement begins with it open.
    void connect();

    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    int exchanges = 0;

  private:
    network::QtTransport transport_;
};

/// An enrolled device on the app's transport. Belongs to the thread that made it.
class BenchDevice {
  public:
    BenchDevice(Company& company, const v1::Session& session, const std::filesystem::path& file);

    enum class Conflicts { None, Allowed };
    /// Seconds until complete. Throws std::runtime_error when it does not get there, or any mutation was
    /// rejected, held or, unless that is allowed, lost a field.
    double sync(Conflicts conflicts = Conflicts::None);
    /// Waits until the server has news, and stores them; throws likewise.
    engine::SyncResult waitForNews();

    [[nodiscard]] CountingTransport& transport() { return transport_; }
    [[nodiscard]] engine::LocalStore& store() { return store_; }
    [[nodiscard]] engine::Editing& editing() { return editing_; }

  private:
    class Stubborn final : public engine::Pause {
        [[nodiscard]] bool wait(std::chrono::milliseconds) override { return false; }
    };

    engine::LocalStore store_;
    engine::Editing editing_;
    CountingTransport transport_;
    Stubborn pause_;
    engine::SyncRunner runner_;
};

/// Does a rep's day of the workload on the device, offline. Returns the number of operations.
std::size_t playDay(BenchDevice& device, Company& company, std::size_t rep);

}  // namespace fieldfare::bench
