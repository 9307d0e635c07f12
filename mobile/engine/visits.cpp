#include "mobile/engine/visits.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fieldfare/customer.pb.h"
#include "mobile/engine/reading.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using schema::FaultError;
using schema::Schema;

namespace {

constexpr double earthRadius = 6'371'008.8;  // metres, the mean radius R1 of the IUGG
constexpr std::int64_t dayMs = 24LL * 60 * 60 * 1000;

double radians(std::int32_t degreesE7) {
    return static_cast<double>(degreesE7) / 1e7 * std::numbers::pi / 180.0;
}

}  // namespace

double Visits::distance(const v1::Position& a, const v1::Position& b) {
    const double latitude = std::sin((radians(b.latitude_e7()) - radians(a.latitude_e7())) / 2);
    const double longitude = std::sin((radians(b.longitude_e7()) - radians(a.longitude_e7())) / 2);
    const double h = latitude * latitude + std::cos(radians(a.latitude_e7())) *
                                               std::cos(radians(b.latitude_e7())) * longitude * longitude;
    return 2 * earthRadius * std::asin(std::sqrt(std::min(h, 1.0)));
}

v1::Presence Visits::presence(const Whereabouts& here, const v1::Customer* customer) const {
    v1::Presence presence;
    presence.set_at(editing_.store().now());
    if (!here.position)
        return presence;
    *presence.mutable_position() = *here.position;
    if (here.isMock)
        presence.set_mock_location(true);
    if (customer != nullptr && customer->has_position())
        presence.set_distance_m(
            static_cast<std::uint32_t>(std::lround(distance(*here.position, customer->position()))));
    return presence;
}

std::string Visits::checkIn(std::string_view customerId, std::string_view planId, const Whereabouts& here) {
    const auto customer = editing_.require(customerId);
    v1::Visit visit;
    visit.set_customer_id(std::string{customerId});
    *visit.mutable_check_in() = presence(here, &customer.as<v1::Customer>());
    if (!planId.empty()) {
        const auto plan = editing_.require(planId).as<v1::VisitPlan>();
        if (plan.customer_id() != customerId)
            throw FaultError{v1::INVALID, "the plan is for another customer", "plan_id"};
        visit.set_plan_id(std::string{planId});
        visit.set_planned_at(plan.starts_at());
        if (!plan.purpose().empty())
            visit.set_purpose(plan.purpose());
    }
    return editing_.create(visit);
}

void Visits::finishPlan(const v1::Visit& visit) {
    if (visit.plan_id().empty())
        return;
    const auto plan = Reading{editing_.store()}.get<v1::VisitPlan>(visit.plan_id());
    if (!plan)
        return;  // taken away meanwhile; the visit took place all the same
    const auto status = plan->as<v1::VisitPlan>().status();
    const bool isOpen = status == v1::VisitPlan::PLANNED || status == v1::VisitPlan::MISSED;
    if (!isOpen)
        return;
    auto done = plan->as<v1::VisitPlan>();
    done.set_status(v1::VisitPlan::DONE);
    (void)editing_.edit(*plan, done);
}

void Visits::tellCustomer(const v1::Visit& visit, v1::Visit::Outcome outcome) {
    const auto customer = Reading{editing_.store()}.get<v1::Customer>(visit.customer_id());
    if (!customer ||
        !editing_.mayWrite(*customer->type, &*customer, {v1::Customer::kLastContactAtFieldNumber, {}, 0}))
        return;
    const auto now = editing_.store().now();
    auto changed = customer->as<v1::Customer>();
    if (outcome != v1::Visit::NOT_MET) {
        changed.set_last_contact_at(std::max(changed.last_contact_at(), now));
        if (changed.next_follow_up_at() <= now)
            changed.clear_next_follow_up_at();
    }
    if (visit.has_next_follow_up_at())
        changed.set_next_follow_up_at(visit.next_follow_up_at());
    (void)editing_.edit(*customer, changed);
}

void Visits::checkOut(std::string_view visitId, v1::Visit::Outcome outcome, const Whereabouts& here) {
    const auto shown = editing_.require(visitId);
    auto visit = shown.as<v1::Visit>();
    if (visit.has_check_out())
        throw FaultError{v1::LOCKED, "the visit is over already", "check_out"};
    const auto customer = Reading{editing_.store()}.get<v1::Customer>(visit.customer_id());
    *visit.mutable_check_out() = presence(here, customer ? &customer->as<v1::Customer>() : nullptr);
    visit.set_outcome(outcome);
    editing_.atomically([&] {
        (void)editing_.edit(shown, visit);
        finishPlan(visit);
        tellCustomer(visit, outcome);
    });
}

void Visits::reschedule(std::string_view planId, std::int64_t startsAt) {
    const auto shown = editing_.require(planId);
    auto plan = shown.as<v1::VisitPlan>();
    if (plan.has_ends_at())
        plan.set_ends_at(startsAt + std::max<std::int64_t>(plan.ends_at() - plan.starts_at(), 0));
    plan.set_starts_at(startsAt);
    if (plan.status() == v1::VisitPlan::MISSED)
        plan.set_status(v1::VisitPlan::PLANNED);
    (void)editing_.edit(shown, plan);
}

std::string Visits::addPhoto(std::string_view visitId, const FileContent& content,
                             const std::string& mediaType, const std::string& name) {
    const auto shown = editing_.require(visitId);
    v1::File file;
    file.set_parent_id(shown.id);
    file.set_sha256(content.sha256);
    file.set_size(content.size);
    file.set_media_type(mediaType);
    file.set_name(name);
    std::string id;
    editing_.atomically([&] {
        id = editing_.create(file);
        auto visit = shown.as<v1::Visit>();
        visit.add_photo_ids(id);
        (void)editing_.edit(shown, visit);
    });
    return id;
}

void Visits::removePhoto(std::string_view visitId, std::string_view fileId) {
    const auto shown = editing_.require(visitId);
    auto visit = shown.as<v1::Visit>();
    auto& photos = *visit.mutable_photo_ids();
    photos.erase(std::remove(photos.begin(), photos.end(), fileId), photos.end());
    (void)editing_.edit(shown, visit);
}

std::string Visits::active() const {
    auto& store = editing_.store();
    const Reading reading{store};
    // Ids begin with the time they were made at: the newest visits come first.
    const auto recent = reading.list({.type = &Schema::of<v1::Visit>(),
                                      .filters = {{"author_id", Filter::Is::Equal, store.person()}},
                                      .orderBy = "id",
                                      .descending = true,
                                      .limit = 50,
                                      .after = std::nullopt});
    for (const auto& record : recent.records) {
        const auto& visit = record.as<v1::Visit>();
        if (visit.has_check_in() && !visit.has_check_out() && visit.check_in().at() > store.now() - dayMs)
            return record.id;
    }
    return {};
}

}  // namespace fieldfare::engine
