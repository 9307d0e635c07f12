#include "tests/fuzz/subjects.h"

#include <algorithm>
#include <array>

namespace fieldfare::fuzz {

std::span<const Subject> subjects() {
    static constexpr std::array all{Subject{"request", request}, Subject{"merge", merge}, Subject{"csv", csv},
                                    Subject{"cell", cell}};
    return all;
}

const Subject* subject(std::string_view name) {
    const auto all = subjects();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Subject& one) { return name == one.name; });
    return found == all.end() ? nullptr : &*found;
}

void require(bool holds, const std::string& what) {
    if (!holds)
        throw Broken{what};
}

}  // namespace fieldfare::fuzz
