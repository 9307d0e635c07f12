#include "mobile/app/desk/desk_host.h"

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_of.h"

namespace fieldfare::app {

DeskHost::DeskHost(EngineThread& front, std::filesystem::path folder)
    : front_{front}, desk_{std::move(folder)} {}

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

void DeskHost::notice() {
    const engine::LocalStore* now = desk_.isOpen() ? &desk_.store() : nullptr;
    StoreDelta delta;
    delta.reopened = now != known_;
    known_ = now;
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
    }
    if (now == nullptr && !delta.reopened)
        return;
    if (delta.reopened)
        emit front_.opened();
    emit front_.changed(delta);
}

}  // namespace fieldfare::app
