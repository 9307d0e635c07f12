#include "mobile/engine/lost_seqs.h"

#include <algorithm>

namespace fieldfare::engine {

LostSeqs::LostSeqs(const Meta& meta) {
    told_.ParseFromString(meta.bytes(Meta::restores).value_or(""));
}

bool LostSeqs::contains(std::uint64_t seq) const {
    return std::any_of(told_.restores().begin(), told_.restores().end(), [&](const v1::Restore& restore) {
        return restore.lost_first() <= seq && seq <= restore.lost_last();
    });
}

}  // namespace fieldfare::engine
