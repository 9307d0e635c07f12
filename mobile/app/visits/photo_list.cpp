#include "mobile/app/visits/photo_list.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QQmlEngine>
#include <QThreadPool>
#include <algorithm>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/script_reply.h"
#include "mobile/app/visits/photo_scaling.h"
#include "mobile/engine/file_queue.h"
#include "mobile/engine/file_store.h"
#include "mobile/engine/visits.h"
#include "shared/schema/fault.h"

namespace fieldfare::app {

using schema::Schema;

namespace {

constexpr auto mediaType = "image/jpeg";

/// What the photo is called: as its file, but for what it is now.
std::string nameOf(const QUrl& file) {
    return QFileInfo{file.toLocalFile()}.completeBaseName().left(190).toStdString() + ".jpg";
}

/// Waits in the interface thread for a picture to be scaled: what a script passed stays there.
class ScalingJob : public QObject {
  public:
    std::function<void(const ScaledPhoto&)> finish;
};

/// Of a photo whose bytes are here. `progress`: 0 to 1.
QString stateOf(const std::optional<engine::QueuedFile>& queued, double& progress) {
    if (!queued)
        return "here";  // its record has not been on its way yet
    if (queued->state == engine::QueuedFile::State::AtServer) {
        progress = 1;
        return "sent";
    }
    if (queued->sent > 0 && queued->size > 0)
        progress = static_cast<double>(queued->sent) / static_cast<double>(queued->size);
    return progress > 0 ? "sending" : "here";
}

std::string kept(Desk& desk, const std::string& visit, const QByteArray& bytes, const std::string& name) {
    const auto content =
        engine::FileStore{desk.file()}.put({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return engine::Visits{desk.editing()}.addPhoto(visit, content, mediaType, name);
}

}  // namespace

void PhotoList::setVisitId(const QString& id) {
    if (visitId_ == id)
        return;
    visitId_ = id;
    wanted_.clear();
    emit visitIdChanged();
    askAnew();
}

void PhotoList::addFile(const QUrl& file, const QJSValue& function) {
    const ScriptReply reply{qjsEngine(this), function, "addFile"};
    const QPointer list{this};
    const auto finish = [list, reply, visit = visitId_, name = nameOf(file)](const ScaledPhoto& photo) {
        const auto failed = [list, reply](const v1::Fault& fault) {
            if (list != nullptr)
                reply.failed(fault);
        };
        if (photo.bytes.isEmpty())
            return failed(schema::fault(v1::UNREADABLE, photo.error.toStdString(), "photo_ids"));
        auto& engine = EngineThread::instance();
        engine.ask(
            &engine,
            [visit, bytes = photo.bytes, name](Desk& desk) {
                return idText(kept(desk, idBytes(visit), bytes, name));
            },
            [list, reply](const QString& id) {
                if (list != nullptr)
                    reply.done(id);
            },
            failed);
    };
    auto* job = new ScalingJob;
    job->finish = finish;
    QThreadPool::globalInstance()->start([job, path = file.toLocalFile()] {
        const auto photo = scaledPhoto(path);
        QMetaObject::invokeMethod(
            job,
            [job, photo] {
                job->finish(photo);
                job->deleteLater();
            },
            Qt::QueuedConnection);
    });
}

void PhotoList::remove(int row, const QJSValue& function) {
    const ScriptReply reply{qjsEngine(this), function, "remove"};
    if (row < 0 || row >= rowCount())
        return reply.failed(schema::fault(v1::NOT_FOUND, "no such photo"));
    EngineThread::instance().ask(
        this,
        [visit = visitId_, id = rows_[static_cast<std::size_t>(row)].id](Desk& desk) {
            engine::Visits{desk.editing()}.removePhoto(idBytes(visit), idBytes(id));
        },
        [reply] { reply.done(); }, [reply](const v1::Fault& fault) { reply.failed(fault); });
}

void PhotoList::read() {
    EngineThread::instance().ask(
        this,
        [visitId = visitId_](Desk& desk) {
            std::vector<Row> rows;
            if (!desk.isOpen() || visitId.isEmpty())
                return rows;
            const auto reading = desk.reading();
            const auto visit = reading.get<v1::Visit>(idBytes(visitId));
            if (!visit)
                return rows;
            const engine::FileStore files{desk.file()};
            const engine::FileQueue queue{desk.store()};
            for (const auto& id : visit->as<v1::Visit>().photo_ids()) {
                const auto record = reading.get<v1::File>(id);
                if (!record)
                    continue;
                const auto& file = record->as<v1::File>();
                Row row{.id = idText(id), .name = qt(file.name()), .source = {}, .state = "missing"};
                if (const auto path = files.path(file.sha256())) {
                    row.source = QUrl::fromLocalFile(QString::fromStdString(path->string()));
                    row.state = stateOf(queue.of(id), row.progress);
                }
                rows.push_back(std::move(row));
            }
            return rows;
        },
        [this, visitId = visitId_](std::vector<Row> rows) {
            if (visitId != visitId_)
                return outdated();
            showRows(rows_, std::move(rows));
            fetchMissing();
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

void PhotoList::fetchMissing() {
    std::vector<std::string> records;
    for (const auto& row : rows_) {
        if (row.state != "missing" || wanted_.contains(row.id))
            continue;
        wanted_.insert(row.id);
        records.push_back(idBytes(row.id));
    }
    if (!records.empty())
        EngineThread::instance().wantFiles(std::move(records));
}

bool PhotoList::concerns(const StoreDelta& delta) const {
    if (delta.touches(Schema::of<v1::Visit>().number()) || delta.touches(Schema::of<v1::File>().number()))
        return true;
    // How far a photo was sent is no change of a record.
    return std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.state != "sent"; });
}

int PhotoList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant PhotoList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case FileIdRole:
            return row.id;
        case NameRole:
        case Qt::DisplayRole:
            return row.name;
        case SourceRole:
            return row.source;
        case StateRole:
            return row.state;
        case ProgressRole:
            return row.progress;
        default:
            return {};
    }
}

QHash<int, QByteArray> PhotoList::roleNames() const {
    return {{FileIdRole, "fileId"},
            {NameRole, "name"},
            {SourceRole, "source"},
            {StateRole, "state"},
            {ProgressRole, "progress"}};
}

}  // namespace fieldfare::app
