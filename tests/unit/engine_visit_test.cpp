#include <QtTest/QtTest>

#include "mobile/engine/visits.h"
#include "selling_device.h"

using namespace fieldfare;
using namespace fieldfare::engine;
using namespace fieldfare::tests;

namespace {

v1::Position at(double latitude, double longitude) {
    v1::Position position;
    position.set_latitude_e7(static_cast<std::int32_t>(std::lround(latitude * 1e7)));
    position.set_longitude_e7(static_cast<std::int32_t>(std::lround(longitude * 1e7)));
    position.set_accuracy_mm(8'000);
    return position;
}

/// The customer stands at Toronto's City Hall, and a visit is planned.
class VisitingDevice : public SellingDevice {
  public:
    VisitingDevice() {
        auto buyer = reading->get<v1::Customer>(id)->as<v1::Customer>();
        *buyer.mutable_position() = at(43.6534, -79.3839);
        buyer.set_next_follow_up_at(store->now() - 1);
        v1::VisitPlan planned;
        planned.set_customer_id(id);
        planned.set_starts_at(store->now() + 1'000);
        planned.set_ends_at(store->now() + 3'601'000);
        planned.set_purpose("Spring order");
        planned.set_status(v1::VisitPlan::PLANNED);
        answer(
            server.reply(begin()).row(userScope(), id, 40, buyer).row(userScope(), plan, 41, planned).done());
    }
    template <typename Message>
    Message stored(const std::string& which) {
        return editing->require(which).as<Message>();
    }
    const std::string plan = idOf('V');
    Visits visits{*editing};
};

}  // namespace

/// A visit from check-in to check-out.
class EngineVisitTest : public QObject {
    Q_OBJECT
  private slots:
    void distances() {
        // Paris to London, as geodesists give it on a sphere: 343.5 km.
        const double metres = Visits::distance(at(48.8566, 2.3522), at(51.5074, -0.1278));
        QVERIFY2(std::abs(metres - 343'556) < 100, qPrintable(QString::number(metres)));
        QCOMPARE(Visits::distance(at(0, 0), at(0, 0)), 0.0);
        QVERIFY(std::abs(Visits::distance(at(0, 179.9999), at(0, -179.9999)) - 22.24) < 0.1);
        QVERIFY(std::abs(Visits::distance(at(90, 0), at(-90, 0)) - 20'015'114) < 10);
    }

    void aPlannedVisitInThreeSteps() {
        VisitingDevice device;
        const Whereabouts here{.position = at(43.6544, -79.3839), .isMock = true};
        const auto id = device.visits.checkIn(device.id, device.plan, here);
        auto visit = device.stored<v1::Visit>(id);
        QCOMPARE(visit.plan_id(), device.plan);
        QCOMPARE(visit.planned_at(), device.stored<v1::VisitPlan>(device.plan).starts_at());
        QCOMPARE(visit.purpose(), "Spring order");
        QCOMPARE(visit.check_in().at(), device.store->now());
        QCOMPARE(visit.check_in().distance_m(), 111U);  // a thousandth of a degree of latitude
        QCOMPARE(visit.check_in().position().accuracy_mm(), 8'000U);
        QVERIFY(visit.check_in().mock_location());
        QCOMPARE(device.visits.active(), id);

        const auto due = device.store->now() + 86'400'000;
        device.editing->edit<v1::Visit>(id, [&](auto& v) { v.set_next_follow_up_at(due); });
        device.clock.advance(std::chrono::minutes{20});
        device.visits.checkOut(id, v1::Visit::ORDER, {});
        visit = device.stored<v1::Visit>(id);
        QCOMPARE(visit.outcome(), v1::Visit::ORDER);
        QCOMPARE(visit.check_out().at() - visit.check_in().at(), 1'200'000);
        QVERIFY(!visit.check_out().has_position());  // nobody waited for one
        QVERIFY(!visit.check_out().has_distance_m());
        QCOMPARE(device.stored<v1::VisitPlan>(device.plan).status(), v1::VisitPlan::DONE);
        const auto buyer = device.stored<v1::Customer>(device.id);
        QCOMPARE(buyer.last_contact_at(), device.store->now());
        QCOMPARE(buyer.next_follow_up_at(), due);
        QVERIFY(device.visits.active().empty());

        const auto sent = EngineDevice::mutations(device.begin());
        std::set<std::uint64_t> groups;
        for (std::size_t i = 1; i < sent.size(); ++i)
            groups.insert(sent[i].group());
        QCOMPARE(sent.size(), 4U);
        QCOMPARE(groups.size(), 1U);  // check-out, plan and customer stand or fall together
        QCOMPARE(faultOf([&] { device.visits.checkOut(id, v1::Visit::ORDER, {}); }).code(), v1::LOCKED);
    }

    void aSpontaneousVisitEndsTheFollowUpThatWasDue() {
        VisitingDevice device;
        const auto id = device.visits.checkIn(device.id, {}, {});
        QVERIFY(!device.stored<v1::Visit>(id).check_in().has_position());
        device.visits.checkOut(id, v1::Visit::FOLLOW_UP, {});
        QVERIFY(!device.stored<v1::Customer>(device.id).has_next_follow_up_at());
        QCOMPARE(device.stored<v1::VisitPlan>(device.plan).status(), v1::VisitPlan::PLANNED);
    }

    void whoWasNotMetIsStillDue() {
        VisitingDevice device;
        const auto before = device.stored<v1::Customer>(device.id);
        const auto id = device.visits.checkIn(device.id, {}, {});
        device.visits.checkOut(id, v1::Visit::NOT_MET, {});
        const auto after = device.stored<v1::Customer>(device.id);
        QVERIFY(!after.has_last_contact_at());
        QCOMPARE(after.next_follow_up_at(), before.next_follow_up_at());
    }

    void aPlanMovesWithItsLength() {
        VisitingDevice device;
        const auto start = device.store->now() + 7'200'000;
        device.visits.reschedule(device.plan, start);
        const auto plan = device.stored<v1::VisitPlan>(device.plan);
        QCOMPARE(plan.starts_at(), start);
        QCOMPARE(plan.ends_at(), start + 3'600'000);
    }

    void photosComeAndGoAlsoAfterTheVisit() {
        VisitingDevice device;
        FileStore files{device.file()};
        const auto id = device.visits.checkIn(device.id, {}, {});
        const auto first = device.visits.addPhoto(id, files.put("bytes"), "image/jpeg", "front.jpg");
        device.visits.checkOut(id, v1::Visit::ORDER, {});
        const auto second = device.visits.addPhoto(id, files.put("others"), "image/jpeg", "shelf.jpg");
        QCOMPARE(device.stored<v1::Visit>(id).photo_ids_size(), 2);
        const auto file = device.stored<v1::File>(second);
        QCOMPARE(file.parent_id(), id);
        QCOMPARE(file.size(), 6);
        QVERIFY(files.has(file.sha256()));
        device.visits.removePhoto(id, first);
        QCOMPARE(device.stored<v1::Visit>(id).photo_ids_size(), 1);
        QCOMPARE(device.stored<v1::Visit>(id).photo_ids(0), second);
        for (int i = 1; i < 50; ++i)
            device.visits.addPhoto(id, files.put(std::to_string(i)), "image/jpeg", "more.jpg");
        const auto unsent = device.store->outbox().unsentCount();
        const auto fault =
            faultOf([&] { device.visits.addPhoto(id, files.put("one more"), "image/jpeg", "more.jpg"); });
        QCOMPARE(fault.path(), "photo_ids");
        QCOMPARE(fault.limit(), 50);
        QCOMPARE(device.store->outbox().unsentCount(), unsent);  // no File without its visit
    }

    void nothingIsHalfDone() {
        VisitingDevice device;
        QCOMPARE(faultOf([&] { device.visits.checkIn(idOf('?'), {}, {}); }).code(), v1::NOT_FOUND);
        const auto other = device.editing->create(customer("Other"));
        QCOMPARE(faultOf([&] { device.visits.checkIn(other, device.plan, {}); }).path(), "plan_id");
        QVERIFY(device.visits.active().empty());
    }
};

QTEST_GUILESS_MAIN(EngineVisitTest)
#include "engine_visit_test.moc"
