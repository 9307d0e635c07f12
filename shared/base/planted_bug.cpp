#include "shared/base/planted_bug.h"

#ifdef FIELDFARE_PLANTED_BUGS

#include <string>

namespace fieldfare::base {

namespace {

std::string& planted() {
    static std::string bug;
    return bug;
}

}  // namespace

bool isPlanted(std::string_view bug) {
    return planted() == bug;
}

void plant(std::string_view bug) {
    planted() = bug;
}

}  // namespace fieldfare::base

#endif
