#include "sync-server/sync/history.h"

#include <algorithm>
#include <iterator>

namespace fieldfare::server::sync {

std::uint64_t History::kept(std::uint64_t seq) const {
    for (const auto& restored : restores_)
        if (restored.lostFirst <= seq && seq <= restored.lostLast)
            seq = restored.lostFirst - 1;
    return seq;
}

std::vector<storage::Restored> History::since(std::string_view epoch) const {
    const auto ended =
        std::find_if(restores_.begin(), restores_.end(),
                     [&](const storage::Restored& restored) { return restored.epoch == epoch; });
    std::vector<storage::Restored> found;
    if (ended != restores_.end())
        std::copy_if(restores_.begin(), restores_.end(), std::back_inserter(found),
                     [&](const storage::Restored& restored) { return restored.lostLast >= ended->lostLast; });
    return found;
}

bool History::takesOffers(std::int64_t now) const {
    return std::any_of(restores_.begin(), restores_.end(),
                       [&](const storage::Restored& restored) { return now < restored.at + offerWindow; });
}

}  // namespace fieldfare::server::sync
