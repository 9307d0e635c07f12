#pragma once

#include <cstdint>

namespace fieldfare::access {

/// How a person stands to a record; several hold at once.
enum class Relation : std::uint16_t {
    None = 0,
    Owner = 1,            ///< owns the record or the root it hangs under
    Collaborator = 2,     ///< named on it by a manager
    Superior = 4,         ///< leads its unit or one above
    Pool = 8,             ///< works in the unit whose pool holds it
    Desk = 16,            ///< works at the back office, and the record has come there
    Everyone = 32,        ///< the record is everybody's
    Administration = 64,  ///< administers, and the record is of that kind
    Audience = 128,       ///< named on it as assignee, loser of a conflict, author of held work
    Everything = 256,     ///< an executive
};

[[nodiscard]] constexpr Relation operator|(Relation a, Relation b) {
    return static_cast<Relation>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
constexpr Relation& operator|=(Relation& a, Relation b) {
    return a = a | b;
}
/// True if any of `wanted` is among `held`.
[[nodiscard]] constexpr bool any(Relation held, Relation wanted) {
    return (static_cast<std::uint16_t>(held) & static_cast<std::uint16_t>(wanted)) != 0;
}

}  // namespace fieldfare::access
