#include "tests/simulation/run/simulation.h"

#include <QTemporaryDir>
#include <QTest>

#include <spdlog/spdlog.h>

#include "tests/simulation/run/campaign.h"

using namespace fieldfare::simulation;

/// A short campaign; FIELDFARE_SIM_SECONDS makes it longer. fieldfare-sim runs long ones.
class SimulationTest : public QObject {
    Q_OBJECT

    static double seconds() {
        bool given = false;
        const auto asked = qEnvironmentVariable("FIELDFARE_SIM_SECONDS").toDouble(&given);
        return given ? asked : 10;
    }
    static void holds(const Options& options, double share) {
        Campaign campaign;
        campaign.options = options;
        campaign.last = 1'000'000;
        campaign.seconds = seconds() * share;
        campaign.shrinks = true;
        campaign.stopsAtFailure = true;
        const auto tally = run(campaign);
        qInfo("%llu seeds", static_cast<unsigned long long>(tally.seeds));
        QVERIFY2(tally.failed == 0, qPrintable(QStringLiteral("seed %1 breaks %2, see above")
                                                   .arg(tally.firstFailed)
                                                   .arg(QString::fromStdString(tally.firstInvariant))));
        QVERIFY(tally.exchanges > 100 * tally.seeds);
    }

  private slots:
    void initTestCase() { spdlog::set_level(spdlog::level::off); }

    void aSeedGivesOneHistory() {
        QTemporaryDir folder;
        Options options;
        options.faults = everyFault();
        std::set<std::uint64_t> hashes;
        for (options.seed = 1; options.seed <= 3; ++options.seed) {
            const auto plan = makePlan(options);
            const auto first = simulate(options, plan, folder.path().toStdString(), true);
            const auto second = simulate(options, plan, folder.path().toStdString(), true);
            QCOMPARE(second.history, first.history);
            QCOMPARE(second.hash, first.hash);
            hashes.insert(first.hash);
        }
        QCOMPARE(hashes.size(), std::size_t{3});
    }

    void everythingHoldsWhileNothingFails() { holds({}, 0.3); }

    void everythingHoldsThroughEveryFault() {
        Options options;
        options.faults = everyFault();
        holds(options, 0.6);
    }

    void everythingHoldsInALargeFleet() {
        Options options;
        options.devices = 14;
        options.faults = everyFault();
        holds(options, 0.1);
    }
};

QTEST_GUILESS_MAIN(SimulationTest)
#include "simulation_test.moc"
