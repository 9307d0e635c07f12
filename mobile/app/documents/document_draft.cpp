#include "mobile/app/documents/document_draft.h"

#include <QQmlEngine>
#include <algorithm>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_words.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/forms/form_paths.h"
#include "mobile/app/forms/form_words.h"
#include "shared/schema/fault.h"

namespace fieldfare::app {

namespace {

struct OpenedWork {
    std::shared_ptr<DocumentWork> work;
    DocumentView view;
};

/// "lines/<id>" of a path inside a line, else empty.
QString linePath(const QString& path) {
    return path.startsWith("lines/") ? path.section('/', 0, 1) : QString{};
}

}  // namespace

DocumentDraft::DocumentDraft(QObject* parent) : QObject{parent} {
    connect(&pause_, &TypingPause::over, this, &DocumentDraft::keepDraft);
    connect(&EngineThread::instance(), &EngineThread::changed, this, &DocumentDraft::follow);
}

DocumentDraft::~DocumentDraft() {
    if (pause_.isActive())
        keepDraft();
}

void DocumentDraft::setKind(const QString& kind) {
    if (kind_ == kind)
        return;
    kind_ = kind;
    emit kindChanged();
    openSoon();
}

void DocumentDraft::setRecordId(const QString& id) {
    if (recordId_ == id)
        return;
    recordId_ = id;
    emit recordIdChanged();
    openSoon();
}

void DocumentDraft::setCustomerId(const QString& id) {
    if (customerId_ == id)
        return;
    customerId_ = id;
    emit customerIdChanged();
    if (recordId_.isEmpty())
        openSoon();
}

void DocumentDraft::openSoon() {
    if (openPlanned_)
        return;
    openPlanned_ = true;  // the properties of a form are set one after the other
    QMetaObject::invokeMethod(this, &DocumentDraft::open, Qt::QueuedConnection);
}

void DocumentDraft::open() {
    openPlanned_ = false;
    if (pause_.isActive())
        keepDraft();
    if (!recordId_.isEmpty())
        take([id = recordId_](Desk& desk) { return DocumentWork::of(desk, idBytes(id)); });
    else if (!customerId_.isEmpty())
        take([kind = kind_, customer = customerId_](Desk& desk) {
            return DocumentWork::begun(desk, typeNamed(kind), idBytes(customer));
        });
}

void DocumentDraft::take(std::function<Work(Desk&)> opening) {
    ++opening_;
    EngineThread::instance().ask(
        this,
        [opening = std::move(opening)](Desk& desk) {
            auto work = opening(desk);
            auto view = work->view(desk);
            return OpenedWork{std::move(work), std::move(view)};
        },
        [this, number = opening_](OpenedWork opened) {
            if (number != opening_)
                return;
            work_ = std::move(opened.work);
            fault_.clear();
            recoveredAt_ = opened.view.keptAt;
            if (const auto kind = qt(work_->type().name()); kind_ != kind) {
                kind_ = kind;
                emit kindChanged();
            }
            if (const auto customer = opened.view.values.value("customer_id").toString();
                customerId_ != customer) {
                customerId_ = customer;
                emit customerIdChanged();
            }
            show(std::move(opened.view));
            emit readyChanged();
            emit recoveredChanged();
        },
        [this, number = opening_](const v1::Fault& fault) {
            if (number != opening_)
                return;
            work_.reset();
            fault_ = FaultWords::values(fault);
            emit readyChanged();
        });
}

void DocumentDraft::follow(const StoreDelta& delta) {
    if (!ready() || saving_ || delta.reopened)
        return;
    const auto concerns = [&](const auto&... types) { return (delta.touches(types.number()) || ...); };
    using schema::Schema;
    if (!concerns(work_->type(), Schema::of<v1::Approval>(), Schema::of<v1::Product>(),
                  Schema::of<v1::PriceList>(), Schema::of<v1::Customer>(), Schema::of<v1::Organisation>()))
        return;
    if (view_.stored && !view_.dirty && !pause_.isActive())
        openSoon();  // nobody typed: it is shown as it is now
    else
        refresh();
}

void DocumentDraft::refresh() {
    EngineThread::instance().ask(
        this, [work = work_](Desk& desk) { return work->view(desk); },
        [this, work = work_](DocumentView view) {
            if (work == work_)
                show(std::move(view));
        });
}

void DocumentDraft::show(DocumentView view) {
    view_ = std::move(view);
    errors_.clear();
    const auto& type = work_->type();
    for (const auto& fault : view_.faults) {
        const auto path = qt(fault.path());
        const auto sentence = FormWords::sentence(type, fault);
        const auto line = linePath(path);
        for (const auto& place : {path, line.isEmpty() ? outerField(path) : line})
            if (!errors_.contains(place))
                errors_.insert(place, sentence);
    }
    for (auto& line : view_.lines)
        line.problem = errors_.value("lines/" + line.id).toString();
    lines_.show(view_.lines);
    emit changed();
}

void DocumentDraft::edit(Edit edit) {
    if (!ready() || saving_)
        return;
    pause_.start();
    EngineThread::instance().ask(
        this,
        [work = work_, edit = std::move(edit)](Desk& desk) {
            edit(desk, *work);
            return work->view(desk);
        },
        [this, work = work_](DocumentView view) {
            if (work == work_)
                show(std::move(view));
        });
}

void DocumentDraft::keepDraft() {
    pause_.stop();
    if (work_ != nullptr)
        EngineThread::instance().tell([work = work_](Desk& desk) { work->keep(desk); });
}

void DocumentDraft::set(const QString& path, const QVariant& typed) {
    const auto value = unwrapped(typed);
    // At once, so that a field that shows it does not lag behind its keys.
    if (!path.contains('/'))
        view_.values.insert(path, value);
    edit([values = nestedValues(path, value)](Desk&, DocumentWork& work) { work.set(values); });
}

void DocumentDraft::setHeaderDiscountBp(int discountBp) {
    edit([discountBp](Desk& desk, DocumentWork& work) {
        work.desk(desk).setHeaderDiscount(static_cast<std::uint32_t>(std::max(discountBp, 0)));
    });
}

void DocumentDraft::addProduct(const QString& productId, const QJSValue& function) {
    const auto reply = replyOf(function, "addProduct");
    if (!ready() || saving_)
        return reply.failed(schema::fault(v1::CONTRADICTION, "not now"));
    pause_.start();
    struct Added {
        QString line;
        DocumentView view;
    };
    EngineThread::instance().ask(
        this,
        [work = work_, productId](Desk& desk) {
            auto line = work->desk(desk).addProduct(idBytes(productId));
            return Added{idText(line), work->view(desk)};
        },
        [this, reply, work = work_](Added added) {
            if (work == work_)
                show(std::move(added.view));
            reply.done(added.line);
        },
        [reply](const v1::Fault& fault) { reply.failed(fault); });
}

void DocumentDraft::setQuantity(const QString& lineId, qlonglong milli) {
    edit([lineId, milli](Desk& desk, DocumentWork& work) {
        work.desk(desk).setQuantity(idBytes(lineId), milli);
    });
}

void DocumentDraft::setProductQuantity(const QString& productId, qlonglong milli) {
    edit([productId, milli](Desk& desk, DocumentWork& work) {
        auto at = work.desk(desk);
        const auto id = idBytes(productId);
        const auto& lines = at.lines();
        const auto line = std::find_if(lines.begin(), lines.end(),
                                       [&](const v1::Line& each) { return each.product_id() == id; });
        if (line == lines.end()) {
            if (milli > 0)
                at.addProduct(id, milli);
        } else if (milli <= 0) {
            work.removeLine(desk, line->id());
        } else {
            at.setQuantity(std::string{line->id()}, milli);
        }
    });
}

void DocumentDraft::setDiscount(const QString& lineId, int discountBp) {
    edit([lineId, discountBp](Desk& desk, DocumentWork& work) {
        work.desk(desk).setDiscount(idBytes(lineId), static_cast<std::uint32_t>(std::max(discountBp, 0)));
    });
}

void DocumentDraft::setPrice(const QString& lineId, qlonglong minor) {
    edit([lineId, minor](Desk& desk, DocumentWork& work) {
        work.desk(desk).setUnitPrice(idBytes(lineId), minor);
    });
}

void DocumentDraft::removeLine(const QString& lineId) {
    edit([lineId](Desk& desk, DocumentWork& work) { work.removeLine(desk, idBytes(lineId)); });
}

void DocumentDraft::undo() {
    edit([](Desk& desk, DocumentWork& work) { work.undo(desk); });
}

void DocumentDraft::copyFrom(const QString& documentId, const QJSValue& function) {
    const auto reply = replyOf(function, "copyFrom");
    if (!ready() || saving_)
        return reply.failed(schema::fault(v1::CONTRADICTION, "not now"));
    pause_.start();
    struct Copied {
        QStringList leftOut;
        DocumentView view;
    };
    EngineThread::instance().ask(
        this,
        [work = work_, documentId](Desk& desk) {
            const auto source = desk.editing().require(idBytes(documentId));
            Copied copied;
            for (const auto& line : work->desk(desk).copyFrom(*source.message))
                copied.leftOut.append(qt(line.description()));
            copied.view = work->view(desk);
            return copied;
        },
        [this, reply, work = work_](Copied copied) {
            if (work == work_)
                show(std::move(copied.view));
            reply.done(QVariantMap{{"leftOut", copied.leftOut}});
        },
        [reply](const v1::Fault& fault) { reply.failed(fault); });
}

void DocumentDraft::become(Work work, DocumentView view) {
    ++opening_;  // what is on its way is of another
    work_ = std::move(work);
    keep();
    show(std::move(view));
}

qlonglong DocumentDraft::quantityOf(const QString& productId) const {
    qlonglong sum = 0;
    for (const auto& row : lines_.rows())
        if (row.productId == productId)
            sum += row.quantityMilli;
    return sum;
}

QString DocumentDraft::limitState() const {
    switch (view_.limit) {
        case engine::LimitState::Near:
            return "near";
        case engine::LimitState::Beyond:
            return "beyond";
        case engine::LimitState::Within:
            break;
    }
    return "within";
}

ScriptReply DocumentDraft::replyOf(const QJSValue& function, const char* verb) const {
    return {qjsEngine(this), function, verb};
}

void DocumentDraft::step(const ScriptReply& reply, Step step) {
    if (!ready() || saving_)
        return reply.failed(schema::fault(v1::CONTRADICTION, "not now"));
    keepDraft();
    setSaving(true);
    struct Done {
        std::string result;
        std::string shown;
        Work work;
        DocumentView view;
    };
    EngineThread::instance().ask(
        this,
        [work = work_, step = std::move(step)](Desk& desk) {
            Done done;
            std::string id;
            const auto saveAndStep = [&] {
                const auto stored = work->commit(desk);
                id = stored.id;
                done.result = step ? step(desk, stored) : id;
            };
            // A group of one would only keep later edits from being gathered with it.
            if (step && work->isUnsaved())
                desk.editing().atomically(saveAndStep);
            else
                saveAndStep();
            done.shown = id;
            done.work = DocumentWork::of(desk, id);
            done.view = done.work->view(desk);
            return done;
        },
        [this, reply](Done done) {
            setSaving(false);
            become(std::move(done.work), std::move(done.view));
            if (const auto id = idText(done.shown); recordId_ != id) {
                recordId_ = id;
                emit recordIdChanged();
            }
            reply.done(idText(done.result));
        },
        [this, reply](const v1::Fault& fault) {
            setSaving(false);
            reply.failed(fault);
        });
}

void DocumentDraft::save(const QJSValue& reply) {
    step(replyOf(reply, "save"), {});
}

void DocumentDraft::issue(const QJSValue& reply) {
    step(replyOf(reply, "issue"), [](Desk& desk, const engine::Record& stored) {
        desk.documents().issue(stored);
        return stored.id;
    });
}

void DocumentDraft::submit(const QJSValue& reply) {
    step(replyOf(reply, "submit"), [](Desk& desk, const engine::Record& stored) {
        desk.documents().submit(stored);
        return stored.id;
    });
}

void DocumentDraft::askApproval(const QString& question, const QJSValue& reply) {
    step(replyOf(reply, "askApproval"),
         [question = question.trimmed().toStdString()](Desk& desk, const engine::Record& stored) {
             return desk.documents().askApproval(stored, question);
         });
}

void DocumentDraft::toOrder(const QJSValue& reply) {
    step(replyOf(reply, "toOrder"),
         [](Desk& desk, const engine::Record& stored) { return desk.documents().orderFromQuote(stored); });
}

void DocumentDraft::reopen(const QJSValue& reply) {
    step(replyOf(reply, "reopen"), [](Desk& desk, const engine::Record& stored) {
        desk.documents().reopen(stored);
        return stored.id;
    });
}

void DocumentDraft::revise(const QJSValue& reply) {
    step(replyOf(reply, "revise"), [](Desk& desk, const engine::Record& stored) {
        return desk.editing().create(engine::Documents::revisionOf(stored));
    });
}

void DocumentDraft::discard() {
    if (!ready())
        return;
    pause_.stop();
    EngineThread::instance().tell([work = work_](Desk& desk) { work->discard(desk); });
    open();
}

void DocumentDraft::keep() {
    recoveredAt_ = 0;
    emit recoveredChanged();
}

void DocumentDraft::setSaving(bool saving) {
    if (saving_ == saving)
        return;
    saving_ = saving;
    emit savingChanged();
}

}  // namespace fieldfare::app
