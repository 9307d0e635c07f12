#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/engine/editing.h"
#include "mobile/engine/local_store.h"

namespace fieldfare::tests {

/// A person's store in a folder of its own, as if it had been enrolled; its server is never there.
class OwnStore {
  public:
    explicit OwnStore(v1::Role role = v1::REP);

    /// Opens the store, lets `work` edit, and closes it. Not while an EngineThread has it.
    void fill(const std::function<void(engine::Editing&)>& work);
    /// Rows as if the server had sent them, without an outbox; for large stores.
    void receive(const std::function<void(engine::LocalStore&)>& work);

    [[nodiscard]] std::filesystem::path folder() const { return folder_.path().toStdString(); }
    [[nodiscard]] std::filesystem::path file() const { return folder() / "person.sqlite"; }
    [[nodiscard]] const std::string& person() const { return session_.person_id(); }

  private:
    QTemporaryDir folder_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    v1::Session session_;
};

/// Does `work` on the engine's thread and waits for it here, with events going on. Throws FaultError.
void onEngine(app::EngineThread& engine, const std::function<void(app::Desk&)>& work);

}  // namespace fieldfare::tests
