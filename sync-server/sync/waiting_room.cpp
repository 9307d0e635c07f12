#include "sync-server/sync/waiting_room.h"

#include <algorithm>

#include <pthread.h>

#include "shared/base/planted_bug.h"

namespace fieldfare::server::sync {

namespace {

/// Every one of many has at least this much of the server's time.
constexpr std::chrono::microseconds each{1'000};

}  // namespace

WaitingRoom::WaitingRoom(const base::Clock& clock, WaitingLimits limits, KeptBy keptBy)
    : clock_{clock}, limits_{limits}, keptBy_{keptBy} {}

WaitingRoom::~WaitingRoom() {
    close();
}

std::optional<WaitingRoom::Ticket> WaitingRoom::enter(const std::string& device, const std::string& person,
                                                      std::set<storage::ScopeKey> scopes,
                                                      std::chrono::milliseconds atMost, Call call) {
    Calls calls;
    std::optional<Ticket> ticket;
    {
        const std::lock_guard lock{mutex_};
        if (const auto older = byDevice_.find(device); older != byDevice_.end())
            finish(waiters_.find(older->second), Reason::Replaced, calls);
        if (!closed_ && waiters_.size() < limits_.most) {
            ticket = ++last_;
            for (const auto& scope : scopes)
                byScope_[scope].insert(*ticket);
            byPerson_[person].insert(*ticket);
            byDevice_[device] = *ticket;
            auto& waiter = waiters_[*ticket];
            waiter.device = device;
            waiter.person = person;
            waiter.scopes = std::move(scopes);
            waiter.call = std::move(call);
            waiter.limit = waiter.due = clock_.sinceBoot() + std::clamp(atMost, Time{0}, limits_.longest);
            due_.emplace(waiter.due, *ticket);
            if (keptBy_ == KeptBy::Thread && !thread_.joinable())
                thread_ = std::thread{[this] { keepTime(); }};
        }
    }
    sooner_.notify_one();
    for (const auto& [ended, reason] : calls)
        ended(reason);
    return ticket;
}

std::optional<WaitingRoom::Reason> WaitingRoom::park(Ticket ticket) {
    const std::lock_guard lock{mutex_};
    const auto at = waiters_.find(ticket);
    if (at == waiters_.end())
        return closed_ ? Reason::Closing : Reason::Replaced;
    auto& waiter = at->second;
    if (waiter.missed)
        return std::exchange(waiter.missed, std::nullopt);
    waiter.parked = true;
    return std::nullopt;
}

void WaitingRoom::leave(Ticket ticket) {
    const std::lock_guard lock{mutex_};
    if (const auto at = waiters_.find(ticket); at != waiters_.end())
        remove(at);
}

void WaitingRoom::end(const std::string& device) {
    Calls calls;
    {
        const std::lock_guard lock{mutex_};
        if (const auto at = byDevice_.find(device); at != byDevice_.end())
            finish(waiters_.find(at->second), Reason::Replaced, calls);
    }
    for (const auto& [call, reason] : calls)
        call(reason);
}

void WaitingRoom::announce(const News& news) {
    Calls calls;
    {
        const std::lock_guard lock{mutex_};
        if (waiters_.empty())
            return;
        // Whose own standing changed hears of it first, however many the change is for.
        std::unordered_set<Ticket> touched;
        std::vector<Ticket> order;
        const auto add = [&](Ticket ticket) {
            if (touched.insert(ticket).second)
                order.push_back(ticket);
        };
        for (const auto& device : news.devices)
            if (const auto at = byDevice_.find(device); at != byDevice_.end())
                add(at->second);
        for (const auto& person : news.people)
            if (const auto at = byPerson_.find(person); at != byPerson_.end())
                std::for_each(at->second.begin(), at->second.end(), add);
        for (const auto& scope : news.scopes)
            if (const auto at = byScope_.find(scope); at != byScope_.end())
                std::for_each(at->second.begin(), at->second.end(), add);

        const auto now = clock_.sinceBoot();
        const auto rest = order.size() - std::min(order.size(), limits_.atOnce);
        const auto window = std::min<std::chrono::microseconds>(limits_.spread, each * rest);
        for (std::size_t i = 0; i < order.size(); ++i) {
            auto& waiter = waiters_.at(order[i]);
            if (i < limits_.atOnce) {
                setDue(order[i], waiter, waiter.limit);
                wake(waiter, Reason::Changed, calls);
            } else if (!base::isPlanted("later-never-woken")) {
                const auto delay = window * (i - limits_.atOnce + 1) / rest;
                setDue(order[i], waiter, std::min(waiter.due, now + std::chrono::ceil<Time>(delay)));
            }
        }
    }
    sooner_.notify_one();
    for (const auto& [call, reason] : calls)
        call(reason);
}

void WaitingRoom::callDue() {
    Calls calls;
    {
        const std::lock_guard lock{mutex_};
        const auto now = clock_.sinceBoot();
        while (!due_.empty() && due_.begin()->first <= now) {
            const auto ticket = due_.begin()->second;
            auto& waiter = waiters_.at(ticket);
            const bool over = waiter.limit <= now;
            // Whose time is over is not called again: whatever comes of this call ends the wait.
            setDue(ticket, waiter, over ? Time::max() : waiter.limit);
            wake(waiter, over ? Reason::Limit : Reason::Changed, calls);
        }
    }
    for (const auto& [call, reason] : calls)
        call(reason);
}

void WaitingRoom::close() {
    Calls calls;
    std::thread thread;
    {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        while (!waiters_.empty())
            finish(waiters_.begin(), Reason::Closing, calls);
        thread.swap(thread_);
    }
    sooner_.notify_all();
    for (const auto& [call, reason] : calls)
        call(reason);
    if (thread.joinable())
        thread.join();
}

std::size_t WaitingRoom::size() const {
    const std::lock_guard lock{mutex_};
    return waiters_.size();
}

void WaitingRoom::wake(Waiter& waiter, Reason reason, Calls& calls) {
    if (waiter.parked) {
        waiter.parked = false;
        calls.emplace_back(waiter.call, reason);
    } else if (waiter.missed != Reason::Limit) {
        waiter.missed = reason;
    }
}

void WaitingRoom::setDue(Ticket ticket, Waiter& waiter, Time due) {
    due_.erase({waiter.due, ticket});
    waiter.due = due;
    due_.emplace(due, ticket);
}

void WaitingRoom::finish(Waiters::iterator at, Reason reason, Calls& calls) {
    // One that is awake finds out when it parks.
    if (at->second.parked)
        calls.emplace_back(std::move(at->second.call), reason);
    remove(at);
}

void WaitingRoom::remove(Waiters::iterator at) {
    const auto& [ticket, waiter] = *at;
    due_.erase({waiter.due, ticket});
    for (const auto& scope : waiter.scopes)
        if (const auto held = byScope_.find(scope); held->second.erase(ticket), held->second.empty())
            byScope_.erase(held);
    if (const auto held = byPerson_.find(waiter.person); held->second.erase(ticket), held->second.empty())
        byPerson_.erase(held);
    byDevice_.erase(waiter.device);
    waiters_.erase(at);
}

void WaitingRoom::keepTime() {
    ::pthread_setname_np(::pthread_self(), "waiting");
    std::unique_lock lock{mutex_};
    while (!closed_) {
        if (due_.empty() || due_.begin()->first == Time::max()) {
            sooner_.wait(lock);
            continue;
        }
        const auto pause = due_.begin()->first - clock_.sinceBoot();
        if (pause > Time{0}) {
            sooner_.wait_for(lock, pause);
            continue;
        }
        lock.unlock();
        callDue();
        lock.lock();
    }
}

}  // namespace fieldfare::server::sync
