#include "mobile/app/lists/everything_search.h"

#include <algorithm>
#include <map>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/engine/search_index.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

namespace {

/// Puts rows of a type together, the type with the best row first.
void groupByType(std::vector<RecordRow>& rows) {
    std::map<QString, std::size_t> order;
    for (const auto& row : rows)
        order.emplace(row.type, order.size());
    std::stable_sort(rows.begin(), rows.end(), [&](const RecordRow& a, const RecordRow& b) {
        return order.at(a.type) < order.at(b.type);
    });
}

}  // namespace

void EverythingSearch::setText(const QString& text) {
    if (text_ == text)
        return;
    text_ = text;
    ++question_;
    emit textChanged();
    askAnew();
}

void EverythingSearch::read() {
    EngineThread::instance().ask(
        this,
        [text = text_.toStdString()](Desk& desk) {
            std::vector<RecordRow> rows;
            if (!desk.isOpen())
                return rows;
            std::map<const schema::RecordType*, RowMaker> makers;
            for (const auto& record : desk.reading().search(text, most)) {
                auto maker = makers.find(record.type);
                if (maker == makers.end())
                    maker = makers.emplace(record.type, RowMaker{desk, *record.type, contextOf(*record.type)})
                                .first;
                rows.push_back(maker->second.row(record));
            }
            groupByType(rows);
            return rows;
        },
        [this, question = question_](std::vector<RecordRow> found) {
            if (question != question_)
                return outdated();
            showRows(rows(), std::move(found));
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

bool EverythingSearch::concerns(const StoreDelta& delta) const {
    if (text_.isEmpty())
        return false;
    if (delta.reopened || delta.states)
        return true;
    const auto types = schema::Schema::instance().types();
    return std::any_of(types.begin(), types.end(), [&](const auto* type) {
        return engine::SearchIndex::covers(*type) && delta.touches(type->number());
    });
}

}  // namespace fieldfare::app
