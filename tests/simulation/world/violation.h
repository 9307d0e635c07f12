#pragma once

#include <stdexcept>
#include <string>

namespace fieldfare::simulation {

/// An invariant of the design does not hold.
class Violation : public std::runtime_error {
  public:
    Violation(std::string invariant, const std::string& what)
        : std::runtime_error{what}, invariant_{std::move(invariant)} {}
    /// "I7"
    [[nodiscard]] const std::string& invariant() const { return invariant_; }

  private:
    std::string invariant_;
};

}  // namespace fieldfare::simulation
