#include "mobile/app/desk/desk_host.h"

#include <QThread>

#include "fieldfare/history.pb.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_of.h"
#include "mobile/engine/file_store.h"

namespace fieldfare::app {

DeskHost::DeskHost(EngineThread& front, std::filesystem::path folder)
    : front_{front}, desk_{std::move(folder)}, sync_{desk_} {
    sync_.setParent(this);
    connect(&sync_, &SyncLoop::stored, this, &DeskHost::notice);
    connect(&sync_, &SyncLoop::wiped, this, &DeskHost::wipe);
    connect(&sync_, &SyncLoop::damaged, &front_, &EngineThread::failed);
    connect(&sync_, &SyncLoop::ended, this, &DeskHost::advance);
    connect(&sync_, &SyncLoop::told, this, [this](const SyncState& state) { emit front_.synced(state); });
}

DeskHost::~DeskHost() = default;

void DeskHost::run(quint64 ticket, const Job& job) {
    std::shared_ptr<void> value;
    std::optional<v1::Fault> fault;
    try {
        value = job(desk_);
    } catch (const std::exception& error) {
        fault = faultOf(error);
        if (const auto* disk = dynamic_cast<const storage::StorageError*>(&error);
            disk != nullptr && disk->trouble() == storage::Trouble::Corrupt)
            emit front_.failed(QString::fromUtf8(disk->what()));
    }
    notice();
    QMetaObject::invokeMethod(
        &front_, [front = &front_, ticket, value, fault] { front->finished(ticket, value, fault); },
        Qt::QueuedConnection);
}

void DeskHost::runAlone(quint64 ticket, Job job) {
    alone_.emplace_back(ticket, std::move(job));
    sync_.hold();
    advance();
}

void DeskHost::advance() {
    if (busy_ || sync_.running())
        return;  // comes again when that is over
    busy_ = true;
    while (!alone_.empty()) {
        const auto [ticket, job] = std::move(alone_.front());
        alone_.pop_front();
        run(ticket, job);
        sync_.release();
    }
    busy_ = false;
    if (ending_)
        thread()->quit();
}

void DeskHost::shutDown() {
    ending_ = true;
    sync_.hold();
    desk_.cancelNetwork();
    advance();
}

void DeskHost::wipe() {
    desk_.close();
    engine::LocalStore::wipe(desk_.file());
    engine::FileStore::wipe(desk_.file());
    emit front_.wiped();
    notice();
}

void DeskHost::notice() {
    const engine::LocalStore* now = desk_.isOpen() ? &desk_.store() : nullptr;
    StoreDelta delta;
    delta.reopened = desk_.openings() != openings_;
    openings_ = desk_.openings();
    if (now == nullptr) {
        versions_.clear();
        databaseChanges_ = 0;
    } else {
        const std::int64_t changes = desk_.store().database().raw().getTotalChanges();
        if (changes == databaseChanges_ && !delta.reopened)
            return;
        databaseChanges_ = changes;
        for (const auto* type : schema::Schema::instance().types()) {
            const auto version = now->records().of(*type).version();
            if (versions_.size() <= type->number())
                versions_.resize(type->number() + 1);
            if (delta.types.size() <= type->number())
                delta.types.resize(type->number() + 1);
            delta.types[type->number()] = versions_[type->number()] != version;
            versions_[type->number()] = version;
        }
        delta.states = outboxVersion_ != now->outbox().version() ||
                       attentionVersion_ != now->attention().version() ||
                       delta.touches(schema::Schema::of<v1::Conflict>().number());
        outboxVersion_ = now->outbox().version();
        attentionVersion_ = now->attention().version();
    }
    if (now == nullptr && !delta.reopened)
        return;
    emit front_.changed(delta);
    if (delta.reopened) {
        sync_.forget();
        sync_.now();
    } else if (now != nullptr && sync_.atRest() && desk_.store().outbox().hasWork())
        sync_.soon();
    if (sync_.atRest())
        sync_.tell();
}

}  // namespace fieldfare::app
