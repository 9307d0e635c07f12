#include "shared/schema/digest.h"

#include <cstring>

namespace fieldfare::schema {

std::uint64_t Digest::of(std::string_view id, std::uint64_t feedSeq) {
    std::uint64_t words[2] = {0, 0};
    std::memcpy(words, id.data(), std::min<std::size_t>(id.size(), sizeof words));
    return base::mix64(base::mix64(base::mix64(words[0]) ^ words[1]) ^ feedSeq);
}

}  // namespace fieldfare::schema
