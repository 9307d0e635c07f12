#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "fieldfare/fault.pb.h"

namespace fieldfare::rules {

/// What was asked for, or the fault that says why there is none.
template <typename Value>
class [[nodiscard]] Result {
  public:
    Result(Value value) : held_{std::in_place_index<0>, std::move(value)} {}      // NOLINT: both convert
    Result(v1::Fault fault) : held_{std::in_place_index<1>, std::move(fault)} {}  // NOLINT: both convert

    [[nodiscard]] bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Only when ok(); throws std::bad_variant_access otherwise.
    [[nodiscard]] const Value& value() const& { return std::get<0>(held_); }
    [[nodiscard]] Value value() && { return std::get<0>(std::move(held_)); }
    const Value& operator*() const& { return value(); }
    const Value* operator->() const { return &value(); }
    /// Only when not ok(); throws std::bad_variant_access otherwise.
    [[nodiscard]] const v1::Fault& fault() const { return std::get<1>(held_); }

  private:
    std::variant<Value, v1::Fault> held_;
};

}  // namespace fieldfare::rules
