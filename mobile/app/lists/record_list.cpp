#include "mobile/app/lists/record_list.h"

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/lists/column_filter.h"

namespace fieldfare::app {

template <typename Value>
void RecordList::change(Value& value, const Value& to, void (RecordList::*changed)()) {
    if (value == to)
        return;
    value = to;
    wanted_ = pageSize;
    ++question_;
    emit(this->*changed)();
    askAnew();
}

void RecordList::setType(const QString& type) {
    change(wish_.type, type, &RecordList::typeChanged);
}
void RecordList::setFilters(const QVariantList& filters) {
    change(wish_.filters, filters, &RecordList::filtersChanged);
}
void RecordList::setOrderBy(const QString& column) {
    change(wish_.orderBy, column, &RecordList::orderByChanged);
}
void RecordList::setDescending(bool descending) {
    change(wish_.descending, descending, &RecordList::descendingChanged);
}
void RecordList::setSearch(const QString& text) {
    change(wish_.search, text, &RecordList::searchChanged);
}
void RecordList::setJoins(const QStringList& joins) {
    change(wish_.joins, joins, &RecordList::joinsChanged);
}

RecordList::Page RecordList::readSearch(Desk& desk, const Wish& wish, int limit) {
    const auto& type = typeNamed(wish.type);
    const auto filters = filtersOf(type, wish.filters);
    Page page;
    RowMaker maker{desk, type, wish.joins, wish.orderBy.toStdString()};
    const auto found = desk.reading().search(wish.search.toStdString(), limit + 1, {&type}, filters);
    for (const auto& record : found)
        if (static_cast<int>(page.rows.size()) < limit)
            page.rows.push_back(maker.row(record));
        else
            page.more = true;
    page.total = static_cast<int>(page.rows.size());
    return page;
}

RecordList::Page RecordList::readPage(Desk& desk, const Wish& wish, int limit,
                                      const std::optional<engine::ListKey>& after) {
    const auto& type = typeNamed(wish.type);
    engine::ListQuery query{.type = &type,
                            .filters = filtersOf(type, wish.filters),
                            .orderBy = wish.orderBy.toStdString(),
                            .descending = wish.descending,
                            .limit = limit,
                            .after = after};
    const auto reading = desk.reading();
    auto read = reading.list(query);
    Page page;
    RowMaker maker{desk, type, wish.joins, query.orderBy};
    page.rows.reserve(read.records.size());
    for (const auto& record : read.records)
        page.rows.push_back(maker.row(record));
    page.next = std::move(read.next);
    page.more = page.next.has_value();
    page.total = !after && !page.more ? static_cast<int>(page.rows.size())
                 : !after             ? static_cast<int>(reading.count(type, query.filters))
                                      : 0;
    return page;
}

void RecordList::read() {
    if (wish_.type.isEmpty()) {
        showRows(rows(), {});
        setTotal(0);
        return finished();
    }
    const auto question = ++question_;
    EngineThread::instance().ask(
        this,
        [wish = wish_, limit = wanted_](Desk& desk) {
            if (!desk.isOpen())
                return Page{};
            return wish.search.trimmed().isEmpty() ? readPage(desk, wish, limit, std::nullopt)
                                                   : readSearch(desk, wish, limit);
        },
        [this, question](Page page) {
            if (question != question_)
                return outdated();
            next_ = std::move(page.next);
            more_ = page.more;
            setTotal(page.total);
            showRows(rows(), std::move(page.rows));
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

bool RecordList::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && more_ && !fetching_;
}

void RecordList::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent))
        return;
    wanted_ = count() + pageSize;
    if (!next_ || reading())
        return refresh();
    fetching_ = true;
    EngineThread::instance().ask(
        this, [wish = wish_, after = next_](Desk& desk) { return readPage(desk, wish, pageSize, after); },
        [this, question = question_](Page page) {
            fetching_ = false;
            if (question != question_)
                return;  // the list was read anew meanwhile, with as many rows as were wanted
            next_ = std::move(page.next);
            more_ = page.more;
            if (page.rows.empty())
                return;
            beginInsertRows({}, count(), count() + static_cast<int>(page.rows.size()) - 1);
            rows().insert(rows().end(), std::make_move_iterator(page.rows.begin()),
                          std::make_move_iterator(page.rows.end()));
            endInsertRows();
            emit countChanged();
        },
        [this](const v1::Fault& fault) {
            fetching_ = false;
            failed(fault);
        });
}

bool RecordList::concerns(const StoreDelta& delta) const {
    if (delta.reopened || delta.states)
        return true;
    const auto* type = schema::Schema::instance().type(std::string_view{wish_.type.toStdString()});
    if (type == nullptr)
        return false;
    const auto shown = typesShown(*type, wish_.joins);
    return std::any_of(shown.begin(), shown.end(), [&](auto number) { return delta.touches(number); });
}

void RecordList::setTotal(int total) {
    if (total_ == total)
        return;
    total_ = total;
    emit totalChanged();
}

}  // namespace fieldfare::app
