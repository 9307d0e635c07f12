#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

#include "fieldfare/field_work.pb.h"
#include "shared/rules/record_rules.h"
#include "sync-server/backoffice/sample/sale_maker.h"
#include "sync-server/backoffice/sample/sample_world.h"

namespace fieldfare::server::sample {
namespace {

constexpr std::int64_t yearMs = 365 * dayMs;
constexpr std::int64_t aheadMs = 14 * dayMs;
constexpr std::size_t mostVisitsADay = 8;
constexpr std::int64_t quarter = 15 * minuteMs;

/// One stop of a rep's day.
struct Stop {
    SampleCustomer* customer;
    std::int64_t plannedAt;
    std::int64_t arrives;
    std::int64_t leaves;
};

/// One rep's year. One use.
class RepYear {
  public:
    RepYear(SampleWorld& world, SaleMaker& sales, std::size_t rep)
        : world_{world}, dice_{world.dice}, sales_{sales}, rep_{world.reps[rep]}, phrases_{rep_.phrases()} {
        for (auto& customer : world.customers)
            if (customer.rep == rep && !customer.inPool)
                rounds_.push_back({&customer, intervalOf(customer.record), 0});
        // So that not everybody is due on the first day.
        for (auto& round : rounds_)
            round.dueAt = world.now - yearMs + dice_.between(0, round.interval);
    }

    void make() {
        const auto offset = rep_.region->utcOffsetHours * hourMs;
        const auto firstDay = (world_.now - yearMs + offset) / dayMs;
        const auto lastDay = (world_.now + aheadMs + offset) / dayMs;
        const auto today = (world_.now + offset) / dayMs;
        for (auto day = firstDay; day <= lastDay; ++day) {
            const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{day}}};
            const auto midnight = day * dayMs - offset;
            if (day == today)
                thisDay(midnight);
            else if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday)
                workDay(midnight);
        }
        for (const auto& round : rounds_)
            makeTasks(*round.customer);
    }

  private:
    struct Round {
        SampleCustomer* customer;
        std::int64_t interval;
        std::int64_t dueAt;
    };

    [[nodiscard]] std::int64_t intervalOf(const v1::Customer& customer) {
        const auto average =
            yearMs / static_cast<std::int64_t>(std::max<std::size_t>(1, world_.options.visitsPerCustomer));
        constexpr std::array<std::int64_t, 4> percentByTier{100, 55, 90, 140};
        const bool quiet =
            customer.lifecycle() == v1::Customer::DORMANT || customer.lifecycle() == v1::Customer::LOST;
        return average * percentByTier[static_cast<std::size_t>(customer.tier())] / 100 * (quiet ? 3 : 1);
    }

    using Rounds = std::vector<Round*>;

    void workDay(std::int64_t midnight);
    /// The day somebody looks at the sample: whatever its weekday and the hour, a few visits are done and a
    /// few lie ahead.
    void thisDay(std::int64_t midnight);
    /// Customers of one town that are due before `end`, epoch ms, the most urgent first.
    [[nodiscard]] Rounds dueBefore(std::int64_t end, std::size_t most);
    void drive(const Rounds& rounds, std::int64_t midnight, std::int64_t clock);
    void visit(const Stop& stop);
    void planAhead(const Stop& stop, v1::VisitPlan::Status status);
    std::string addPlan(const Stop& stop, v1::VisitPlan::Status status, std::string_view purpose);
    [[nodiscard]] v1::Visit::Outcome outcomeAt(const v1::Customer& customer);
    [[nodiscard]] std::string notesOf(v1::Visit::Outcome outcome);
    [[nodiscard]] v1::Presence presence(const v1::Customer& customer, std::int64_t at);
    void review(v1::Visit& visit, std::int64_t at);
    void makeTasks(const SampleCustomer& customer);

    SampleWorld& world_;
    Dice& dice_;
    SaleMaker& sales_;
    SampleRep& rep_;
    const Phrases& phrases_;
    std::vector<Round> rounds_;
};

RepYear::Rounds RepYear::dueBefore(std::int64_t end, std::size_t most) {
    Rounds due;
    const auto town = static_cast<std::size_t>(dice_.chance(65) ? 0 : 1);
    for (auto& round : rounds_)
        if (round.dueAt < end && round.customer->town == town)
            due.push_back(&round);
    std::stable_sort(due.begin(), due.end(),
                     [](const Round* a, const Round* b) { return a->dueAt < b->dueAt; });
    if (due.size() > most)
        due.resize(most);
    return due;
}

void RepYear::workDay(std::int64_t midnight) {
    const auto due = dueBefore(midnight + dayMs, mostVisitsADay);
    drive(due, midnight, midnight + 9 * hourMs + dice_.between(0, 2) * quarter);
}

void RepYear::thisDay(std::int64_t midnight) {
    constexpr std::size_t visits = 6;
    drive(dueBefore(std::numeric_limits<std::int64_t>::max(), visits), midnight,
          world_.now - 2 * hourMs - dice_.between(0, 2) * quarter);
}

void RepYear::drive(const Rounds& rounds, std::int64_t midnight, std::int64_t clock) {
    for (auto* round : rounds) {
        Stop stop{round->customer, clock / quarter * quarter, clock + dice_.between(-8, 12) * minuteMs, 0};
        stop.leaves = stop.arrives + dice_.between(12, 48) * minuteMs;
        clock = stop.leaves + dice_.between(12, 30) * minuteMs;
        round->dueAt = midnight + round->interval * dice_.between(70, 130) / 100;
        if (stop.leaves > world_.now) {
            planAhead(stop, v1::VisitPlan::PLANNED);
            continue;
        }
        constexpr std::array<int, 3> ends{92, 5, 3};
        switch (dice_.weighted(ends)) {
            case 0:
                visit(stop);
                break;
            case 1:
                planAhead(stop, v1::VisitPlan::MISSED);
                break;
            default:
                planAhead(stop, v1::VisitPlan::CANCELLED);
        }
    }
}

std::string RepYear::addPlan(const Stop& stop, v1::VisitPlan::Status status, std::string_view purpose) {
    v1::VisitPlan plan;
    plan.set_customer_id(stop.customer->id);
    plan.set_person_id(rep_.id);
    plan.set_starts_at(stop.plannedAt);
    plan.set_ends_at(stop.plannedAt + 30 * minuteMs);
    plan.set_purpose(std::string{purpose});
    plan.set_status(status);
    // Planned some days before, but not later than now.
    auto id = dice_.id(std::min(stop.plannedAt - dice_.between(1, 7) * dayMs, world_.now));
    world_.add(id, std::move(plan), rep_.id);
    ++world_.counts.plans;
    return id;
}

void RepYear::planAhead(const Stop& stop, v1::VisitPlan::Status status) {
    (void)addPlan(stop, status, dice_.pick(phrases_.purposes));
}

v1::Visit::Outcome RepYear::outcomeAt(const v1::Customer& customer) {
    constexpr std::array<v1::Visit::Outcome, 5> outcomes{
        v1::Visit::ORDER, v1::Visit::QUOTE, v1::Visit::FOLLOW_UP, v1::Visit::NO_INTEREST, v1::Visit::NOT_MET};
    constexpr std::array<int, 5> active{28, 16, 36, 5, 15};
    constexpr std::array<int, 5> others{5, 14, 44, 20, 17};
    return outcomes[dice_.weighted(customer.lifecycle() == v1::Customer::ACTIVE ? active : others)];
}

std::string RepYear::notesOf(v1::Visit::Outcome outcome) {
    const auto sentence = [&]() -> std::string_view {
        switch (outcome) {
            case v1::Visit::ORDER:
                return dice_.pick(phrases_.ordered);
            case v1::Visit::QUOTE:
                return dice_.pick(phrases_.quoted);
            case v1::Visit::FOLLOW_UP:
                return dice_.pick(phrases_.followUp);
            case v1::Visit::NO_INTEREST:
                return dice_.pick(phrases_.noInterest);
            default:
                return dice_.pick(phrases_.notMet);
        }
    };
    std::string notes{sentence()};
    if (dice_.chance(55))
        notes.append(rep_.territory->chinese ? "" : " ").append(dice_.pick(phrases_.asides));
    return notes;
}

v1::Presence RepYear::presence(const v1::Customer& customer, std::int64_t at) {
    // A hundred metres are about 9,000 e-7 degrees of latitude.
    constexpr std::int64_t near = 4'000;
    constexpr double e7MetresOfLatitude = 111.32e3 / 1e7;
    const auto north = dice_.between(-near, near);
    v1::Presence presence;
    presence.set_at(at);
    auto& position = *presence.mutable_position();
    position.set_latitude_e7(customer.position().latitude_e7() + static_cast<std::int32_t>(north));
    position.set_longitude_e7(customer.position().longitude_e7());
    position.set_accuracy_mm(static_cast<std::uint32_t>(dice_.between(4, 30)) * 1'000);
    presence.set_distance_m(
        static_cast<std::uint32_t>(static_cast<double>(std::abs(north)) * e7MetresOfLatitude + 0.5));
    presence.set_mock_location(false);
    return presence;
}

void RepYear::review(v1::Visit& visit, std::int64_t at) {
    const auto reviewedAt = at + dice_.between(2, 60) * hourMs;
    if (reviewedAt > world_.now)
        return;
    visit.set_review_rating(static_cast<std::uint32_t>(dice_.between(2, 5)));
    visit.set_review_comment(std::string{dice_.pick(phrases_.reviews)});
    visit.set_reviewed_at(reviewedAt);
}

void RepYear::visit(const Stop& stop) {
    auto& customer = stop.customer->record;
    v1::Visit visit;
    visit.set_customer_id(stop.customer->id);
    visit.set_author_id(rep_.id);
    const auto purpose = dice_.pick(phrases_.purposes);
    visit.set_purpose(std::string{purpose});
    if (dice_.chance(88)) {
        visit.set_plan_id(addPlan(stop, v1::VisitPlan::DONE, purpose));
        visit.set_planned_at(stop.plannedAt);
    }
    *visit.mutable_check_in() = presence(customer, stop.arrives);
    *visit.mutable_check_out() = presence(customer, stop.leaves);
    const auto outcome = outcomeAt(customer);
    visit.set_outcome(outcome);
    visit.set_notes(notesOf(outcome));
    if (dice_.chance(50)) {
        visit.set_next_step(std::string{dice_.pick(phrases_.nextSteps)});
        visit.set_next_follow_up_at(stop.leaves + dice_.between(3, 30) * dayMs);
    }
    if (dice_.chance(12))
        review(visit, stop.leaves);
    if (outcome != v1::Visit::NOT_MET)
        customer.set_last_contact_at(stop.leaves);
    if (visit.next_follow_up_at() > world_.now)
        customer.set_next_follow_up_at(visit.next_follow_up_at());
    world_.add(dice_.id(stop.arrives), std::move(visit), rep_.id);
    ++world_.counts.visits;
    const auto during = std::min(stop.leaves - 2 * minuteMs, world_.now);
    if (outcome == v1::Visit::QUOTE && dice_.chance(85))
        sales_.quote(*stop.customer, during);
    else if (outcome == v1::Visit::ORDER && dice_.chance(55))
        sales_.order(*stop.customer, during);
}

void RepYear::makeTasks(const SampleCustomer& customer) {
    for (auto left = dice_.chance(55) ? dice_.between(1, 2) : 0; left > 0; --left) {
        v1::Task task;
        const auto due = world_.now + dice_.between(-60, 21) * dayMs + dice_.between(0, 9) * hourMs;
        task.set_customer_id(customer.id);
        task.set_title(std::string{dice_.pick(phrases_.tasks)});
        task.set_due_at(due);
        if (dice_.chance(40))
            task.set_remind_at(due - dayMs);
        task.set_assignee_id(rep_.id);
        task.set_status(due < world_.now && dice_.chance(80) ? v1::Task::DONE : v1::Task::OPEN);
        world_.add(dice_.id(std::min(due, world_.now) - dice_.between(1, 14) * dayMs), std::move(task),
                   rep_.id);
        ++world_.counts.tasks;
    }
}

}  // namespace

void makeFieldWork(SampleWorld& world) {
    SaleMaker sales{world};
    for (std::size_t rep = 0; rep < world.reps.size(); ++rep)
        RepYear{world, sales, rep}.make();
    sales.fillStates();
}

}  // namespace fieldfare::server::sample
