#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace fieldfare::engine {

/// In which scopes a record stands on this device, and at which feed `seq` in each. Kept as the bytes of a
/// column: pairs of varints, so that one standing fits a short string without an allocation.
class Standings {
  public:
    Standings() = default;
    explicit Standings(std::string packed) : packed_{std::move(packed)} {}

    [[nodiscard]] std::optional<std::uint64_t> in(std::uint32_t scope) const;
    [[nodiscard]] bool empty() const { return packed_.empty(); }
    void set(std::uint32_t scope, std::uint64_t feedSeq);
    void remove(std::uint32_t scope);
    [[nodiscard]] const std::string& packed() const { return packed_; }

    /// Calls with scope number and feed `seq` of each.
    template <typename Visitor>
    void forEach(Visitor&& visit) const {
        std::size_t at = 0;
        while (at < packed_.size()) {
            const auto scope = static_cast<std::uint32_t>(read(at));
            visit(scope, read(at));
        }
    }

  private:
    [[nodiscard]] std::uint64_t read(std::size_t& at) const;
    void append(std::uint64_t value);

    std::string packed_;
};

}  // namespace fieldfare::engine
