#include "mobile/app/desk/engine_thread.h"

#include <QDebug>

#include "mobile/app/desk/desk_host.h"

namespace fieldfare::app {

namespace {

EngineThread* theInstance = nullptr;

}  // namespace

EngineThread::EngineThread(std::filesystem::path folder, QObject* parent) : QObject{parent} {
    Q_ASSERT(theInstance == nullptr);
    theInstance = this;
    qRegisterMetaType<StoreDelta>();
    qRegisterMetaType<SyncState>();
    host_ = new DeskHost{*this, std::move(folder)};
    host_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, host_, &QObject::deleteLater);
    thread_.setObjectName("engine");
    thread_.start();
}

EngineThread::~EngineThread() {
    replies_.clear();
    // Behind everything asked for before, so that no edit is lost.
    QMetaObject::invokeMethod(
        host_, [host = host_] { host->shutDown(); }, Qt::QueuedConnection);
    thread_.wait();
    theInstance = nullptr;
}

EngineThread& EngineThread::instance() {
    Q_ASSERT(theInstance != nullptr);
    return *theInstance;
}

void EngineThread::syncNow() {
    QMetaObject::invokeMethod(
        host_, [host = host_] { host->sync().now(); }, Qt::QueuedConnection);
}

void EngineThread::acceptAbsence() {
    QMetaObject::invokeMethod(
        host_,
        [host = host_] {
            host->sync().acceptAbsence();
            host->sync().now();
        },
        Qt::QueuedConnection);
}

void EngineThread::setInFront(bool inFront) {
    QMetaObject::invokeMethod(
        host_, [host = host_, inFront] { host->sync().setInFront(inFront); }, Qt::QueuedConnection);
}

void EngineThread::holdFiles(bool hold) {
    QMetaObject::invokeMethod(
        host_, [host = host_, hold] { host->sync().holdFiles(hold); }, Qt::QueuedConnection);
}

void EngineThread::wantFiles(std::vector<std::string> records) {
    QMetaObject::invokeMethod(
        host_,
        [host = host_, files = std::move(records)] {
            for (auto file = files.rbegin(); file != files.rend(); ++file)
                host->sync().want(*file);
        },
        Qt::QueuedConnection);
}

void EngineThread::stayOffline() {
    QMetaObject::invokeMethod(
        host_, [host = host_] { host->sync().stayOffline(); }, Qt::QueuedConnection);
}

void EngineThread::tellState() {
    QMetaObject::invokeMethod(
        host_, [host = host_] { host->sync().tell(); }, Qt::QueuedConnection);
}

void EngineThread::submit(Place place, Reply reply, Job job) {
    const auto ticket = ++lastTicket_;
    replies_.emplace(ticket, std::move(reply));
    QMetaObject::invokeMethod(
        host_,
        [host = host_, place, ticket, todo = std::move(job)] {
            if (place == Place::Alone)
                host->runAlone(ticket, todo);
            else
                host->run(ticket, todo);
        },
        Qt::QueuedConnection);
}

void EngineThread::finished(quint64 ticket, const std::shared_ptr<void>& value,
                            const std::optional<v1::Fault>& fault) {
    auto found = replies_.extract(ticket);
    if (found.empty() || !found.mapped().context)
        return;
    auto& reply = found.mapped();
    if (!fault)
        reply.then(value.get());
    else if (reply.otherwise)
        reply.otherwise(*fault);
    else
        qWarning("work of the engine failed: %s", fault->ShortDebugString().c_str());
}

}  // namespace fieldfare::app
