#include "mobile/app/services/sync_status.h"

#include <QGuiApplication>
#include <QNetworkInformation>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_words.h"
#include "mobile/app/services/preferences.h"
#include "mobile/engine/words.h"

namespace fieldfare::app {

using engine::Stop;
using engine::SyncPhase;

namespace {

/// Photos wait for a network without meter, where that is wished and the platform says what it has.
void weighFiles() {
    const auto* network = QNetworkInformation::instance();
    const auto* wishes = Preferences::instance();
    const bool costs =
        network != nullptr && (network->isMetered() ||
                               network->transportMedium() == QNetworkInformation::TransportMedium::Cellular);
    EngineThread::instance().holdFiles(costs && wishes != nullptr && wishes->photosOnWifiOnly());
}

}  // namespace

SyncStatus::SyncStatus(QObject* parent) : QObject{parent} {
    connect(&EngineThread::instance(), &EngineThread::synced, this, &SyncStatus::take);
    // What was told before this object was there is told again.
    EngineThread::instance().tellState();
    watchSurroundings();
}

void SyncStatus::watchSurroundings() {
    auto& engine = EngineThread::instance();
    engine.setInFront(true);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [](Qt::ApplicationState state) {
        EngineThread::instance().setInFront(state == Qt::ApplicationActive ||
                                            state == Qt::ApplicationInactive);
    });
    // A hint: it may say nothing, or what is not so. The announced retries come all the same.
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [](QNetworkInformation::Reachability reach) {
                if (reach != QNetworkInformation::Reachability::Disconnected)
                    EngineThread::instance().syncNow();
                weighFiles();
            });
    connect(QNetworkInformation::instance(), &QNetworkInformation::isMeteredChanged, this, weighFiles);
    connect(QNetworkInformation::instance(), &QNetworkInformation::transportMediumChanged, this, weighFiles);
    if (Preferences::instance() != nullptr)
        connect(Preferences::instance(), &Preferences::photosOnWifiOnlyChanged, this, weighFiles);
    weighFiles();
}

void SyncStatus::take(const SyncState& state) {
    const auto rests = [](const SyncState& one) {
        return one.progress.phase == SyncPhase::Idle || one.progress.phase == SyncPhase::Waiting;
    };
    const bool ended = !rests(state_) && rests(state);
    if (ended || state.progress.phase == SyncPhase::Pausing)
        asked_ = false;
    state_ = state;
    emit changed();
}

/// Whether a run is worth telling: looking for news that are not there is none.
bool SyncStatus::isShown() const {
    const auto& progress = state_.progress;
    if (progress.phase == SyncPhase::Idle || progress.phase == SyncPhase::Waiting ||
        progress.phase == SyncPhase::Pausing)
        return false;
    return asked_ || progress.toSend > 0 || progress.received > 0 || state_.status.lastSync == 0;
}

SyncStatus::Status SyncStatus::status() const {
    if (isShown())
        return Syncing;
    if (!online())
        return Offline;
    if (state_.status.attention + state_.status.conflicts + state_.status.toDecide > 0 ||
        state_.stop != Stop::None)
        return Attention;
    return state_.status.upToDate() ? UpToDate : Waiting;
}

QString SyncStatus::phase() const {
    return engine::codeName(state_.progress.phase);
}

QString SyncStatus::stop() const {
    return engine::codeName(state_.stop);  // null: an empty text
}

QVariant SyncStatus::lastFault() const {
    return state_.fault ? QVariant{FaultWords::values(*state_.fault)} : QVariant::fromValue(nullptr);
}

void SyncStatus::syncNow() {
    asked_ = true;
    EngineThread::instance().syncNow();
}

void SyncStatus::acceptAbsence() {
    asked_ = true;
    EngineThread::instance().acceptAbsence();
}

}  // namespace fieldfare::app
