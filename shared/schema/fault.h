#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "fieldfare/fault.pb.h"

namespace fieldfare::schema {

[[nodiscard]] v1::Fault fault(v1::FaultCode code, std::string message, std::string path = {},
                              std::int64_t limit = 0);

/// True for a fault that goes away by itself: the same request may succeed later.
[[nodiscard]] bool isPassing(v1::FaultCode code);

/// "UNREADABLE", as people and scripts see it.
[[nodiscard]] std::string_view codeName(v1::FaultCode code);

/// A fault on its way to whoever answers the request; everything done before it in the same transaction is
/// undone.
class FaultError final : public std::exception {
  public:
    explicit FaultError(v1::Fault fault) : fault_{std::move(fault)} {}
    FaultError(v1::FaultCode code, std::string message, std::string path = {}, std::int64_t limit = 0)
        : fault_{schema::fault(code, std::move(message), std::move(path), limit)} {}

    [[nodiscard]] const v1::Fault& fault() const { return fault_; }
    [[nodiscard]] const char* what() const noexcept override { return fault_.message().c_str(); }

  private:
    v1::Fault fault_;
};

}  // namespace fieldfare::schema
