#include "tests/simulation/run/plants.h"

#include <QTest>

#include <spdlog/spdlog.h>

#include "shared/base/planted_bug.h"
#include "tests/simulation/run/campaign.h"

using namespace fieldfare;
using namespace fieldfare::simulation;

/// The checker is tested: each planted bug is caught. That the same seeds hold without one, simulation_test
/// shows.
class PlantsTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { spdlog::set_level(spdlog::level::off); }
    void cleanup() { base::plant({}); }

    void isCaught_data() {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < plants.size(); ++i)
            QTest::newRow(plants[i].name.data()) << static_cast<int>(i);
    }
    void isCaught() {
        QFETCH(int, number);
        Campaign campaign;
        campaign.options.faults = everyFault();
        campaign.last = seedsForAPlant;
        campaign.stopsAtFailure = true;
        campaign.quiet = true;
        base::plant(plants[static_cast<std::size_t>(number)].name);
        const auto tally = run(campaign);
        QVERIFY2(tally.firstFailed != 0,
                 "not caught: if the product is right, the checker or the workload has become blind to it");
    }
};

QTEST_GUILESS_MAIN(PlantsTest)
#include "plants_test.moc"
