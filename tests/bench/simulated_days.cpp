#include <QProcess>
#include <QRegularExpression>

#include "figure.h"
#include "workloads.h"

namespace fieldfare::bench {

namespace {

constexpr int seeds = 20;

/// What the simulator says of a run.
struct Said {
    double seconds = 0;
    double exchanges = 0;
    double deviceDays = 0;  ///< a second
};

Said simulate(const char* faults) {
    const auto folder = qEnvironmentVariable("FIELDFARE_BIN");
    const auto program =
        folder.isEmpty() ? QStringLiteral("fieldfare-sim") : folder + QStringLiteral("/fieldfare-sim");
    QProcess process;
    process.start(program,
                  {QStringLiteral("--seeds"), QStringLiteral("1..%1").arg(seeds), QStringLiteral("--jobs"),
                   QStringLiteral("1"), QStringLiteral("--faults"), QString::fromLatin1(faults)});
    if (!process.waitForStarted() || !process.waitForFinished(-1) || process.exitCode() != 0)
        throw std::runtime_error{"the simulator does not run, or found something: " +
                                 process.readAllStandardOutput().toStdString()};
    const auto said = QString::fromUtf8(process.readAllStandardOutput());
    static const QRegularExpression summary{
        QStringLiteral("(\\d+) exchanges.*; ([0-9.]+) s, .* ([0-9]+) device-days a second")};
    const auto found = summary.match(said);
    if (!found.hasMatch())
        throw std::runtime_error{"the simulator does not say how fast it was: " + said.toStdString()};
    return {found.captured(2).toDouble(), found.captured(1).toDouble(), found.captured(3).toDouble()};
}

}  // namespace

void simulatedDays() {
    const auto quiet = simulate("none");
    const auto faulty = simulate("all");
    Figure{"simulator",
           faulty.seconds,
           faulty.exchanges,
           0,
           faulty.deviceDays / quiet.deviceDays,
           {{"device_days_per_s", faulty.deviceDays}, {"device_days_per_s_without_faults", quiet.deviceDays}}}
        .print();
}

}  // namespace fieldfare::bench
