#include "mobile/app/forms/record_draft.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QQmlEngine>
#include <algorithm>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_words.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/forms/form_paths.h"
#include "mobile/app/forms/form_words.h"
#include "mobile/app/forms/reachable.h"
#include "mobile/app/script_reply.h"
#include "mobile/app/services/schema_catalog.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"
#include "shared/schema/validate.h"

namespace fieldfare::app {

using google::protobuf::Message;
using schema::RecordType;

namespace {

std::string packedUnfit(const QVariantMap& unfit) {
    return unfit.isEmpty() ? std::string{}
                           : QJsonDocument{QJsonObject::fromVariantMap(unfit)}
                                 .toJson(QJsonDocument::Compact)
                                 .toStdString();
}

QVariantMap unpackedUnfit(const std::string& unfit) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(unfit)).object().toVariantMap();
}

/// A path of each field of the type, in a list or set of an item that there need not be.
std::vector<std::pair<QString, schema::Path>> pathsOf(const RecordType& type) {
    std::vector<std::pair<QString, schema::Path>> paths;
    const std::string anyKey(16, 'k');
    for (const auto& field : type.fields()) {
        const auto name = qt(field.name());
        const bool hasItems =
            field.shape() == schema::Shape::Set || field.shape() == schema::Shape::KeyedList;
        if (field.shape() == schema::Shape::SplitMessage) {
            for (const auto& inner : field.inner())
                paths.emplace_back(name + '/' + qt(inner.name()),
                                   schema::Path{field.number(), {}, inner.number()});
        } else {
            paths.emplace_back(name, schema::Path{field.number(), hasItems ? anyKey : std::string{}, 0});
        }
    }
    return paths;
}

}  // namespace

RecordDraft::RecordDraft(QObject* parent) : QObject{parent} {
    connect(&pause_, &TypingPause::over, this, &RecordDraft::save);
    connect(&EngineThread::instance(), &EngineThread::changed, this, &RecordDraft::follow);
}

RecordDraft::~RecordDraft() {
    if (pause_.isActive())
        EngineThread::instance().tell(
            [draft = current()](Desk& desk) { engine::Drafts{desk.editing()}.keep(draft); });
}

void RecordDraft::setType(const QString& type) {
    if (type_ == type)
        return;
    type_ = type;
    emit typeChanged();
    openSoon();
}

void RecordDraft::setRecordId(const QString& id) {
    if (recordId_ == id)
        return;
    recordId_ = id;
    emit recordIdChanged();
    openSoon();
}

void RecordDraft::setDefaults(const QVariantMap& defaults) {
    if (defaults_ == defaults)
        return;
    defaults_ = defaults;
    emit defaultsChanged();
    if (recordId_.isEmpty())
        openSoon();
}

void RecordDraft::openSoon() {
    if (openPlanned_)
        return;
    openPlanned_ = true;  // the properties of a form are set one after the other
    QMetaObject::invokeMethod(this, &RecordDraft::open, Qt::QueuedConnection);
}

void RecordDraft::follow(const StoreDelta& delta) {
    if (!ready_ || delta.reopened || !draft_.base || dirty_ || saving_ || pause_.isActive() || openPlanned_)
        return;
    // Nobody typed: the form shows the record as it is now.
    if (delta.touches(draft_.type->number()))
        openSoon();
}

RecordDraft::Opened RecordDraft::opened(Desk& desk, const QString& typeName, const QString& id,
                                        const QVariantMap& defaults) {
    const auto& type = typeNamed(typeName);
    auto& editing = desk.editing();
    const engine::Drafts drafts{editing};
    Opened opened;
    auto& draft = opened.draft;
    std::optional<engine::Draft> kept;
    if (id.isEmpty()) {
        const std::shared_ptr<Message> fresh = type.make();
        applyValues(defaults, *fresh);
        kept = drafts.latestNew(type, schema::bytesOf(*fresh, type.parent()));
        draft = {.type = &type, .id = desk.store().ids().next().bytes(), .values = fresh};
    } else {
        kept = drafts.of(idBytes(id));
        if (!kept) {
            draft.base = editing.require(idBytes(id));
            draft.type = draft.base->type;
            draft.id = draft.base->id;
            draft.values = draft.base->message;
        }
    }
    opened.wasKept = kept.has_value();
    if (kept)
        draft = drafts.onTop(std::move(*kept));
    const auto* shown = draft.base ? &*draft.base : nullptr;
    const auto rights = editing.rightsOn(*draft.type, shown);
    for (const auto& [name, path] : pathsOf(*draft.type))
        if (const auto at = schema::resolve(*draft.type, path); at && rights.mayWrite(*at))
            opened.writable.insert(name);
    opened.faults =
        draft.base ? editing.faultsOfEdit(*draft.base, *draft.values) : editing.faultsOfCreate(*draft.values);
    return opened;
}

void RecordDraft::open() {
    openPlanned_ = false;
    if (pause_.isActive())
        save();  // what was typed into the one before
    if (type_.isEmpty() && recordId_.isEmpty())
        return;
    ++opening_;
    EngineThread::instance().ask(
        this,
        [type = type_, id = recordId_, defaults = defaults_](Desk& desk) {
            return opened(desk, type, id, defaults);
        },
        [this, opening = opening_, typed = typed_](Opened opened) {
            if (opening == opening_ && typed == typed_)
                show(std::move(opened));
        },
        [this, opening = opening_](const v1::Fault& fault) {
            if (opening != opening_)
                return;
            ready_ = false;
            fault_ = FaultWords::values(fault);
            emit readyChanged();
        });
}

void RecordDraft::show(Opened opened) {
    pause_.stop();
    draft_ = std::move(opened.draft);
    form_ = FormValues{*draft_.type, *draft_.values, unpackedUnfit(draft_.unfit)};
    writable_ = std::move(opened.writable);
    engineFaults_ = std::move(opened.faults);
    recoveredAt_ = opened.wasKept ? draft_.changedAt : 0;
    touched_.clear();
    showAll_ = opened.wasKept;  // what was wrong with it should be seen
    ready_ = true;
    fault_.clear();
    if (type_ != qt(draft_.type->name())) {
        type_ = qt(draft_.type->name());
        emit typeChanged();
    }
    judge();
    emit readyChanged();
    emit valuesChanged();
    emit recoveredChanged();
}

QVariant RecordDraft::value(const QString& path) const {
    return ready_ ? form_.value(path) : QVariant{};
}

void RecordDraft::set(const QString& path, const QVariant& value) {
    if (!ready_)
        return;
    form_.set(path, value);
    changed(path);
}

QString RecordDraft::addItem(const QString& list, const QVariantMap& values) {
    if (!ready_)
        return {};
    auto id = form_.addItem(list, values);
    if (!id.isEmpty())
        changed(list);
    return id;
}

void RecordDraft::setItem(const QString& list, const QString& id, const QVariantMap& values) {
    for (auto at = values.begin(); at != values.end(); ++at)
        set(list + '/' + id + '/' + at.key(), at.value());
}

void RecordDraft::removeItem(const QString& list, const QString& id) {
    if (!ready_)
        return;
    form_.removeItem(list, id);
    changed(list);
}

void RecordDraft::changed(const QString& path) {
    ++typed_;
    touched_.insert(path);
    // What the engine said was about what stood there before.
    std::erase_if(engineFaults_, [&](const v1::Fault& fault) {
        const auto at = qt(fault.path());
        return isAtOrInside(at, path) || isAtOrInside(path, at);
    });
    pause_.start();
    judge();
    emit valuesChanged();
}

QString RecordDraft::label(const QString& path) const {
    return SchemaCatalog{}.label(type_, path);
}

QVariantMap RecordDraft::field(const QString& path) const {
    return SchemaCatalog{}.field(type_, path);
}

bool RecordDraft::mayWrite(const QString& path) const {
    const auto parts = path.split('/');
    return writable_.contains(parts[0]) ||
           (parts.size() > 1 && writable_.contains(parts[0] + '/' + parts[1]));
}

std::vector<v1::Fault> RecordDraft::ownFaults() const {
    auto faults = schema::validate(form_.record(), *draft_.type);
    if (!draft_.base)
        return faults;
    QSet<QString> different;
    for (const auto& path : schema::differences(*draft_.base->message, form_.record(), *draft_.type))
        different.insert(qt(draft_.type->field(path.field)->name()));
    std::erase_if(faults,
                  [&](const v1::Fault& fault) { return !different.contains(outerField(qt(fault.path()))); });
    return faults;
}

void RecordDraft::judge() {
    const auto& type = *draft_.type;
    problems_.clear();
    for (auto at = form_.unfit().begin(); at != form_.unfit().end(); ++at)
        problems_.push_back({at.key(), FormWords::unfit(type, at.key()), true});
    // What the record lacked before is not this form's business.
    const auto lacked =
        draft_.base ? schema::missing(*draft_.base->message, type) : std::vector<std::string>{};
    for (const auto& name : schema::missing(form_.record(), type)) {
        const bool isOurs = type.field(std::string_view{name}) != type.documentNumber() &&
                            std::find(lacked.begin(), lacked.end(), name) == lacked.end();
        if (isOurs && !form_.unfit().contains(qt(name)))
            problems_.push_back({qt(name), FormWords::required(), true});
    }
    for (const auto& [path, widget] :
         unreachable(type, draft_.base ? draft_.base->message.get() : nullptr, form_.record()))
        problems_.push_back({path, FormWords::unreachable(widget), true});
    for (const auto& fault : ownFaults())
        problems_.push_back({qt(fault.path()), FormWords::sentence(type, fault)});
    for (const auto& fault : engineFaults_)
        if (fault.code() != v1::INVALID)
            problems_.push_back({qt(fault.path()), FormWords::sentence(type, fault)});
    if (draft_.base) {
        dirty_ = !form_.unfit().isEmpty() ||
                 !schema::differences(*draft_.base->message, form_.record(), type).empty();
    } else {
        const auto fresh = type.make();
        try {
            applyValues(defaults_, *fresh);
        } catch (const schema::FaultError&) {
            fresh->Clear();  // then everything counts as typed
        }
        dirty_ = !form_.unfit().isEmpty() || !schema::differences(*fresh, form_.record(), type).empty();
    }
    showErrors();
}

bool RecordDraft::isShown(const QString& path) const {
    return showAll_ || std::any_of(touched_.begin(), touched_.end(), [&](const QString& each) {
               return isAtOrInside(each, path) || isAtOrInside(path, each);
           });
}

void RecordDraft::showErrors() {
    errors_.clear();
    for (const auto& problem : problems_) {
        if (!isShown(problem.path))
            continue;
        for (const auto& place : {problem.path, outerField(problem.path)})
            if (!errors_.contains(place))
                errors_.insert(place, problem.sentence);
    }
    emit errorsChanged();
}

engine::Draft RecordDraft::current() const {
    auto draft = draft_;
    draft.values = form_.copy();
    draft.unfit = packedUnfit(form_.unfit());
    return draft;
}

void RecordDraft::save() {
    pause_.stop();
    if (!ready_ || saving_)
        return;
    EngineThread::instance().ask(
        this,
        [draft = current(), dirty = dirty_](Desk& desk) {
            engine::Drafts drafts{desk.editing()};
            if (dirty)
                drafts.keep(draft);
            else
                drafts.discard(draft.id);
            return draft.base ? desk.editing().faultsOfEdit(*draft.base, *draft.values)
                              : desk.editing().faultsOfCreate(*draft.values);
        },
        [this, typed = typed_, opening = opening_](std::vector<v1::Fault> faults) {
            if (typed != typed_ || opening != opening_)
                return;
            engineFaults_ = std::move(faults);
            judge();
        });
}

void RecordDraft::commit(const QJSValue& function) {
    const ScriptReply reply{qjsEngine(this), function, "commit"};
    if (!ready_ || saving_)
        return reply.failed(schema::fault(v1::CONTRADICTION, "not now"));
    showAll_ = true;
    judge();
    save();
    const auto obstacle = std::find_if(problems_.begin(), problems_.end(),
                                       [](const Problem& problem) { return problem.keepsFromSaving; });
    if (obstacle != problems_.end())
        return reply.failed(schema::fault(v1::INVALID, "not complete", obstacle->path.toStdString()));
    setSaving(true);
    EngineThread::instance().ask(
        this, [draft = current()](Desk& desk) { return engine::Drafts{desk.editing()}.commit(draft); },
        [this, reply](const std::string& id) {
            setSaving(false);
            recordId_ = idText(id);
            emit recordIdChanged();
            open();
            reply.done(recordId_);
        },
        [this, reply](const v1::Fault& fault) {
            setSaving(false);
            if (!fault.path().empty()) {
                engineFaults_.push_back(fault);
                judge();
            }
            reply.failed(fault);
        });
}

void RecordDraft::discard() {
    if (!ready_)
        return;
    pause_.stop();
    EngineThread::instance().tell(
        [id = draft_.id](Desk& desk) { engine::Drafts{desk.editing()}.discard(id); });
    ready_ = false;
    emit readyChanged();
    open();
}

void RecordDraft::keep() {
    recoveredAt_ = 0;
    emit recoveredChanged();
}

void RecordDraft::setSaving(bool saving) {
    if (saving_ == saving)
        return;
    saving_ = saving;
    emit savingChanged();
}

}  // namespace fieldfare::app
