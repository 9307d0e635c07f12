#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "fieldfare/sync.pb.h"
#include "mobile/engine/local_store.h"

namespace fieldfare::engine {

/// A file with the edits that a store has not sent, for somebody who signs out all the same.
///
/// "FIELDFARE-UNSENT:1\n", a salt of 16 bytes, a nonce of 12, then a SyncRequest with the mutations under
/// AES-256-GCM, its tag of 16 bytes last. The key is scrypt of the password and the salt, N=2^15, r=8, p=3;
/// all before the ciphertext is authenticated with it.
class UnsentExport {
  public:
    /// Writes a new file, readable by its owner, durable when this returns. Gives the number of edits in it.
    /// Throws FaultError ALREADY_EXISTS when the file is there, StorageError when it cannot be written.
    static std::size_t write(LocalStore& store, const std::filesystem::path& file,
                             const std::string& password, base::Random& random);

    /// Throws FaultError NOT_FOUND; UNREADABLE when it is no export, is damaged, or the password is another.
    [[nodiscard]] static v1::SyncRequest read(const std::filesystem::path& file, const std::string& password);
};

}  // namespace fieldfare::engine
