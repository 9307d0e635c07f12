#pragma once

#include <stdexcept>
#include <string>

namespace fieldfare::engine {

/// Why a local store cannot be used. Trouble of the disk is a storage::StorageError instead.
class StoreError : public std::runtime_error {
  public:
    enum class Kind {
        InUse,        ///< another process has it open
        Newer,        ///< written by a newer version of the app
        OtherPerson,  ///< it belongs to somebody else
        NotEnrolled,  ///< asked to sync before any device was enrolled
    };
    StoreError(Kind kind, const std::string& message) : std::runtime_error{message}, kind_{kind} {}
    [[nodiscard]] Kind kind() const { return kind_; }

  private:
    Kind kind_;
};

}  // namespace fieldfare::engine
