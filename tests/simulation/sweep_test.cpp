#include <QTemporaryDir>
#include <QTest>

#include <spdlog/spdlog.h>

#include "tests/simulation/disk/vfs.h"
#include "tests/simulation/run/frail_morning.h"
#include "tests/simulation/world/violation.h"

using namespace fieldfare::simulation;

/// The n-th call of a disk fails, and the n-th allocation of SQLite, for every n until a morning passes
/// untouched. FIELDFARE_SWEEP_STRIDE takes only every so many-th n; 1 takes all.
class SweepTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    static std::uint64_t stride() {
        const auto given = qEnvironmentVariable("FIELDFARE_SWEEP_STRIDE").toULongLong();
        return given == 0 ? 7 : given;
    }
    /// `begin` arms the n-th failure and gives whether it came about, to be asked afterwards.
    void sweep(const char* what, Disk::Loss loss,
               const std::function<std::function<bool()>(FrailMorning&, std::uint64_t n)>& begin) {
        std::uint64_t n = 1;
        for (;; n += stride()) {
            FrailMorning morning{folder_.path().toStdString()};
            const auto fired = begin(morning, n);
            try {
                morning.play();
                const bool hit = fired();
                morning.recover(loss, n);
                if (!hit)
                    break;
            } catch (const Violation& violation) {
                QFAIL(qPrintable(QStringLiteral("%1 %2: %3 %4")
                                     .arg(QString::fromUtf8(what))
                                     .arg(n)
                                     .arg(QString::fromStdString(violation.invariant()))
                                     .arg(QString::fromUtf8(violation.what()))));
            }
        }
        QVERIFY(n > 1);
        qInfo("%s: passes untouched at n = %llu", what, static_cast<unsigned long long>(n));
    }
    void sweepDisk(const char* what, bool server, Disk::Failure failure, Disk::Loss loss) {
        sweep(what, loss, [=](FrailMorning& morning, std::uint64_t n) {
            auto& disk = server ? morning.serverDisk() : morning.deviceDisk();
            const auto before = disk.fired(failure);
            disk.failAt(failure, n);
            return std::function<bool()>{[&disk, failure, before] {
                const bool hit = disk.fired(failure) != before;
                disk.cure();
                return hit;
            }};
        });
    }
    void sweepAllocations(const char* what, bool server) {
        sweep(what, Disk::Loss::Process, [=](FrailMorning& morning, std::uint64_t n) {
            const auto made = std::make_shared<std::uint64_t>(0);
            const auto hit = std::make_shared<bool>(false);
            auto& around = server ? morning.aroundServer : morning.aroundDevice;
            around = [=](bool begins) {
                if (begins) {
                    Vfs::failAllocation(*made < n ? n - *made : 0);
                    return;
                }
                const auto here = Vfs::allocations();
                *hit = *hit || (*made < n && *made + here >= n);
                *made += here;
                Vfs::failAllocation(0);
            };
            return std::function<bool()>{[hit] { return *hit; }};
        });
    }

  private slots:
    void initTestCase() {
        spdlog::set_level(spdlog::level::off);
        Vfs::countAllocations();
    }

    void everyCallOfTheDevicesDisk() {
        sweepDisk("device, call fails", false, Disk::Failure::Io, Disk::Loss::Process);
        sweepDisk("device, power goes", false, Disk::Failure::Stop, Disk::Loss::Power);
        sweepDisk("device, disk full", false, Disk::Failure::Full, Disk::Loss::Process);
        sweepDisk("device, fsync fails", false, Disk::Failure::Fsync, Disk::Loss::Power);
    }
    void everyCallOfTheServersDisk() {
        sweepDisk("server, call fails", true, Disk::Failure::Io, Disk::Loss::Process);
        sweepDisk("server, power goes", true, Disk::Failure::Stop, Disk::Loss::Power);
        sweepDisk("server, disk full", true, Disk::Failure::Full, Disk::Loss::Process);
        sweepDisk("server, fsync fails", true, Disk::Failure::Fsync, Disk::Loss::Power);
    }
    void everyAllocationOfTheDevice() { sweepAllocations("device, allocation fails", false); }
    void everyAllocationOfTheServer() { sweepAllocations("server, allocation fails", true); }
};

QTEST_GUILESS_MAIN(SweepTest)
#include "sweep_test.moc"
