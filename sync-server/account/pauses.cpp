#include "sync-server/account/pauses.h"

#include <algorithm>
#include <vector>

namespace fieldfare::server::account {

namespace {

constexpr std::chrono::hours memory{24};

}  // namespace

std::chrono::milliseconds pauseAfter(std::size_t failures) {
    if (failures == 0)
        return std::chrono::milliseconds{0};
    // 2^10 s is beyond 15 min already.
    const auto doublings = std::min<std::size_t>(failures - 1, 10);
    return std::min<std::chrono::milliseconds>(std::chrono::seconds{1LL << doublings}, longestPause);
}

std::optional<std::chrono::milliseconds> Pauses::pause(const std::string& key) const {
    const std::lock_guard lock{mutex_};
    const auto found = failures_.find(key);
    if (found == failures_.end() || found->second.count <= free_)
        return std::nullopt;
    const auto left = found->second.last + pauseAfter(found->second.count - free_) - clock_.sinceBoot();
    return left.count() > 0 ? std::optional{left} : std::nullopt;
}

void Pauses::failed(const std::string& key) {
    const std::lock_guard lock{mutex_};
    const auto now = clock_.sinceBoot();
    const auto [at, isNew] = failures_.try_emplace(key);
    if (!isNew && now - at->second.last > memory)
        at->second.count = 0;
    ++at->second.count;
    at->second.last = now;
    if (failures_.size() > capacity_)
        makeRoom();
}

void Pauses::takeBack(const std::string& key) {
    const std::lock_guard lock{mutex_};
    const auto found = failures_.find(key);
    if (found != failures_.end() && --found->second.count == 0)
        failures_.erase(found);
}

void Pauses::forget(const std::string& key) {
    const std::lock_guard lock{mutex_};
    failures_.erase(key);
}

std::size_t Pauses::size() const {
    const std::lock_guard lock{mutex_};
    return failures_.size();
}

// A quarter at once, so that a flood of keys does not sort the whole table for each of them.
void Pauses::makeRoom() {
    std::vector<std::chrono::milliseconds> times;
    times.reserve(failures_.size());
    for (const auto& [key, failures] : failures_)
        times.push_back(failures.last);
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 4);
    std::nth_element(times.begin(), middle, times.end());
    const auto oldest = *middle;
    std::size_t surplus = times.size() / 4 + 1;
    for (auto at = failures_.begin(); at != failures_.end() && surplus > 0;) {
        if (at->second.last > oldest) {
            ++at;
            continue;
        }
        at = failures_.erase(at);
        --surplus;
    }
}

}  // namespace fieldfare::server::account
