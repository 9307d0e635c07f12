#include "mobile/app/services/record_verbs.h"

#include <QJSEngine>
#include <set>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/work/conflict_list.h"
#include "mobile/engine/record_filling.h"
#include "shared/schema/fault.h"
#include "shared/schema/validate.h"

namespace fieldfare::app {

using schema::FaultError;
using schema::RecordType;

namespace {

std::string createOne(Desk& desk, const QString& typeName, const QVariantMap& values,
                      const std::string& id = {}) {
    const auto& type = typeNamed(typeName);
    const auto record = type.make();
    applyValues(values, *record);
    engine::fillItems(desk.store(), type, *record);
    engine::fillDocument(desk.editing(), *record);
    for (const auto& name : schema::missing(*record, type))
        if (type.documentNumber() == nullptr || name != type.documentNumber()->name())
            throw FaultError{v1::INVALID, "a " + type.name() + " needs it", name};
    return desk.editing().create(*record, id);
}

bool editOne(Desk& desk, const QString& id, const QVariantMap& changes) {
    auto& editing = desk.editing();
    const auto shown = editing.require(idBytes(id));
    const auto changed = shown.type->parse(shown.message->SerializeAsString());
    applyValues(changes, *changed);
    engine::fillItems(desk.store(), *shown.type, *changed);
    engine::refillDocument(editing, *shown.message, *changed);
    return editing.edit(shown, *changed);
}

QString stepOf(Desk& desk, const QVariantMap& step) {
    if (step.contains("create")) {
        const auto id = step.value("id").toString();
        return idText(createOne(desk, step.value("create").toString(), step.value("values").toMap(),
                                id.isEmpty() ? std::string{} : idBytes(id)));
    }
    if (step.contains("edit")) {
        editOne(desk, step.value("edit").toString(), step.value("changes").toMap());
        return step.value("edit").toString();
    }
    if (step.contains("erase")) {
        desk.editing().erase(idBytes(step.value("erase").toString()));
        return step.value("erase").toString();
    }
    throw FaultError{v1::INVALID, "a step is one of create, edit, erase", "steps"};
}

/// Whose the customers are, but for this person's own.
QVariantList ownersOf(Desk& desk, const QStringList& customerIds) {
    const auto reading = desk.reading();
    std::set<std::string> owners;
    for (const auto& id : customerIds)
        if (const auto customer = reading.get<v1::Customer>(idBytes(id)))
            owners.insert(customer->as<v1::Customer>().owner_id());
    QVariantList found;
    for (const auto& owner : owners) {
        const auto person = reading.get<v1::Person>(owner);
        if (!person || owner == desk.store().person())
            continue;
        const auto newest = reading.list({.type = &schema::Schema::of<v1::Visit>(),
                                          .filters = {{"author_id", engine::Filter::Is::Equal, owner}},
                                          .orderBy = "check_in_at",
                                          .descending = true,
                                          .limit = 1});
        const auto heardAt =
            newest.records.empty() ? 0 : newest.records.front().as<v1::Visit>().check_in().at();
        found.append(QVariantMap{{"name", qt(person->as<v1::Person>().name())},
                                 {"heardAt", static_cast<qlonglong>(heardAt)}});
    }
    return found;
}

}  // namespace

template <typename Work>
void RecordVerbs::run(const char* verb, const QJSValue& reply, Work work) {
    const ScriptReply script{qjsEngine(this), reply, verb};
    const auto refuse = [script](const v1::Fault& fault) { script.failed(fault); };
    if constexpr (std::is_void_v<std::invoke_result_t<Work, Desk&>>)
        EngineThread::instance().ask(
            this, std::move(work), [script] { script.done(); }, refuse);
    else
        EngineThread::instance().ask(
            this, std::move(work), [script](const auto& value) { script.done(QVariant::fromValue(value)); },
            refuse);
}

void RecordVerbs::get(const QString& id, const QJSValue& reply) {
    run("get", reply, [id](Desk& desk) { return valuesOf(desk.editing().require(idBytes(id))); });
}

void RecordVerbs::create(const QString& type, const QVariantMap& values, const QJSValue& reply) {
    run("create", reply, [type, values](Desk& desk) { return idText(createOne(desk, type, values)); });
}

void RecordVerbs::edit(const QString& id, const QVariantMap& changes, const QJSValue& reply) {
    run("edit", reply, [id, changes](Desk& desk) { return editOne(desk, id, changes); });
}

void RecordVerbs::erase(const QString& id, const QJSValue& reply) {
    run("erase", reply, [id](Desk& desk) { desk.editing().erase(idBytes(id)); });
}

void RecordVerbs::atomically(const QVariantList& steps, const QJSValue& reply) {
    run("atomically", reply, [steps](Desk& desk) {
        QStringList ids;
        desk.editing().atomically([&] {
            for (const auto& step : steps)
                ids.append(stepOf(desk, step.toMap()));
        });
        return ids;
    });
}

void RecordVerbs::issueQuote(const QString& id, const QJSValue& reply) {
    run("issueQuote", reply, [id](Desk& desk) { desk.documents().issue(idBytes(id)); });
}

void RecordVerbs::orderFromQuote(const QString& id, const QJSValue& reply) {
    run("orderFromQuote", reply,
        [id](Desk& desk) { return idText(desk.documents().orderFromQuote(idBytes(id))); });
}

void RecordVerbs::submitOrder(const QString& id, const QJSValue& reply) {
    run("submitOrder", reply, [id](Desk& desk) { desk.documents().submit(idBytes(id)); });
}

void RecordVerbs::askApproval(const QString& documentId, const QString& question, const QJSValue& reply) {
    run("askApproval", reply, [documentId, question](Desk& desk) {
        return idText(desk.documents().askApproval(idBytes(documentId), question.toStdString()));
    });
}

void RecordVerbs::decide(const QString& approvalId, const QString& decision, const QString& comment,
                         const QJSValue& reply) {
    run("decide", reply, [approvalId, decision, comment](Desk& desk) {
        v1::Approval::Decision chosen{};
        if (!v1::Approval::Decision_Parse(decision.toStdString(), &chosen) ||
            chosen == v1::Approval::DECISION_UNSPECIFIED)
            throw FaultError{v1::INVALID, "neither APPROVED nor DECLINED", "decision"};
        desk.documents().decide(idBytes(approvalId), chosen, comment.toStdString());
    });
}

void RecordVerbs::reassign(const QStringList& customerIds, const QString& personId, const QJSValue& reply) {
    run("reassign", reply, [customerIds, personId](Desk& desk) {
        const auto owner = personId.isEmpty() ? std::string{} : idBytes(personId);
        engine::StoreChange change{desk.store().database()};
        // What belongs together at the server has a limit; here it is one step all the same.
        for (qsizetype first = 0; first < customerIds.size();
             first += static_cast<qsizetype>(engine::Editing::maxGroup))
            desk.editing().atomically([&] {
                for (const auto& id : customerIds.mid(first, engine::Editing::maxGroup))
                    desk.editing().edit<v1::Customer>(idBytes(id), [&](v1::Customer& customer) {
                        if (owner.empty())
                            customer.clear_owner_id();
                        else
                            customer.set_owner_id(owner);
                    });
            });
        change.commit();
    });
}

void RecordVerbs::previewReassign(const QStringList& customerIds, const QJSValue& reply) {
    run("previewReassign", reply, [customerIds](Desk& desk) {
        const auto reading = desk.reading();
        const auto& schema = schema::Schema::instance();
        QVariantMap moves{{"customers", customerIds.size()}, {"owners", ownersOf(desk, customerIds)}};
        for (const auto& [name, type] : {std::pair{"contacts", "contact"}, std::pair{"plans", "visit_plan"},
                                         std::pair{"visits", "visit"}, std::pair{"tasks", "task"},
                                         std::pair{"quotes", "quote"}, std::pair{"orders", "order"}}) {
            std::uint64_t count = 0;
            for (const auto& id : customerIds)
                count += reading.count(*schema.type(std::string_view{type}),
                                       {{"customer_id", engine::Filter::Is::Equal, idBytes(id)}});
            moves.insert(name, QVariant::fromValue(static_cast<qlonglong>(count)));
        }
        return moves;
    });
}

void RecordVerbs::restore(const QString& conflictId, const QJSValue& reply) {
    run("restore", reply, [conflictId](Desk& desk) { desk.resolution().restore(idBytes(conflictId)); });
}

void RecordVerbs::keepStanding(const QString& conflictId, const QJSValue& reply) {
    run("keepStanding", reply,
        [conflictId](Desk& desk) { desk.resolution().keepStanding(idBytes(conflictId)); });
}

void RecordVerbs::undo(const QVariant& token, const QJSValue& reply) {
    run("undo", reply, [token](Desk& desk) {
        if (const auto conflicts = conflictsOf(token.toString()); !conflicts.empty())
            return desk.editing().atomically([&] {
                for (const auto& conflict : conflicts)
                    desk.resolution().takeBack(conflict);
            });
        const auto no = token.toLongLong();
        const auto item = desk.store().attention().at(no);
        if (item && item->kind == engine::AttentionItem::Kind::Discarded)
            desk.resolution().undoDiscard(no);
        else
            desk.resolution().undoDismiss(no);
    });
}

}  // namespace fieldfare::app
