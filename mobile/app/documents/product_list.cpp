#include "mobile/app/documents/product_list.h"

#include <algorithm>
#include <set>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"
#include "shared/rules/pricing.h"

namespace fieldfare::app {

using schema::Schema;

namespace {

constexpr std::int64_t one = 1'000;  // thousandths

/// The category and those below it.
std::set<std::string> withSubcategories(const engine::Reading& reading, const std::string& id) {
    std::set<std::string> ids{id};
    const auto below = reading.list({.type = &Schema::of<v1::Category>(),
                                     .filters = {{"superior_id", engine::Filter::Is::Equal, id}},
                                     .limit = 1000,
                                     .after = std::nullopt});
    for (const auto& record : below.records)
        ids.insert(record.id);
    return ids;
}

/// The smallest quantity from which the list grants more than it does for one.
std::int64_t cheaperFrom(const rules::Catalogue& catalogue, const std::string& productId,
                         const rules::Terms& terms, std::uint32_t forOne, std::int64_t at) {
    const auto* list = catalogue.priceList(terms.priceListId);
    std::int64_t least = 0;
    if (list == nullptr)
        return least;
    for (const auto& discount : list->quantity_discounts()) {
        const auto from = discount.from_quantity_milli();
        if (from <= one || discount.discount_bp() <= forOne || (least != 0 && from >= least))
            continue;
        const auto price = rules::priceOf(catalogue, productId, terms, from, at);
        if (price && price->volumeDiscountBp > forOne)
            least = from;
    }
    return least;
}

}  // namespace

std::vector<engine::Record> ProductList::products(Desk& desk, const Question& question) {
    const auto reading = desk.reading();
    const auto& type = Schema::of<v1::Product>();
    std::set<std::string> categories;
    if (!question.categoryId.isEmpty())
        categories = withSubcategories(reading, idBytes(question.categoryId));
    std::vector<engine::Record> found;
    if (!question.search.trimmed().isEmpty()) {
        for (auto& record : reading.search(question.search.toStdString(), 500, {&type})) {
            const auto& product = record.as<v1::Product>();
            if (!product.discontinued() && (categories.empty() || categories.contains(product.category_id())))
                found.push_back(std::move(record));
        }
        return found;
    }
    engine::ListQuery query{.type = &type,
                            .filters = {{"discontinued", engine::Filter::Is::NotEqual, std::int64_t{1}}},
                            .orderBy = "name",
                            .limit = question.limit + 1,
                            .after = std::nullopt};
    if (categories.empty())
        return reading.list(query).records;
    query.filters.push_back({"category_id", engine::Filter::Is::Equal, std::string{}});
    for (const auto& category : categories) {
        query.filters.back().value = category;
        auto page = reading.list(query);
        std::move(page.records.begin(), page.records.end(), std::back_inserter(found));
    }
    std::stable_sort(found.begin(), found.end(), [](const engine::Record& a, const engine::Record& b) {
        return a.as<v1::Product>().name() < b.as<v1::Product>().name();
    });
    return found;
}

ProductList::Found ProductList::find(Desk& desk, const Question& question) {
    Found found;
    if (!desk.isOpen())
        return found;
    const auto& catalogue = desk.editing().catalogue();
    const auto at = desk.store().now();
    v1::Customer customer;
    if (!question.customerId.isEmpty())
        if (const auto record = desk.reading().get<v1::Customer>(idBytes(question.customerId)))
            customer = record->as<v1::Customer>();
    const auto terms = rules::termsFor(catalogue, customer, at);
    for (const auto& record : products(desk, question)) {
        if (found.rows.size() == static_cast<std::size_t>(question.limit)) {
            found.more = true;
            break;
        }
        const auto& product = record.as<v1::Product>();
        Row row;
        row.id = idText(record.id);
        row.sku = qt(product.sku());
        row.name = qt(product.name());
        row.unit = qt(product.unit_name());
        row.currency = qt(terms.currency);
        if (product.has_stock_milli())
            row.stockMilli = static_cast<qlonglong>(product.stock_milli());
        if (const auto price = rules::priceOf(catalogue, record.id, terms, one, at)) {
            row.priceMinor = static_cast<qlonglong>(price->list.minor());
            row.discountBp = static_cast<int>(price->volumeDiscountBp);
            row.volumeFromMilli = cheaperFrom(catalogue, record.id, terms, price->volumeDiscountBp, at);
        }
        if (row.volumeFromMilli != 0)
            row.volumeDiscountBp = static_cast<int>(
                rules::priceOf(catalogue, record.id, terms, row.volumeFromMilli, at)->volumeDiscountBp);
        found.rows.push_back(std::move(row));
    }
    return found;
}

void ProductList::ask(Question question) {
    if (question == question_)
        return;
    question.limit = pageSize;
    question_ = std::move(question);
    emit questionChanged();
    askAnew();
}

void ProductList::setSearch(const QString& search) {
    auto question = question_;
    question.search = search;
    ask(std::move(question));
}

void ProductList::setCategoryId(const QString& id) {
    auto question = question_;
    question.categoryId = id;
    ask(std::move(question));
}

void ProductList::setCustomerId(const QString& id) {
    auto question = question_;
    question.customerId = id;
    ask(std::move(question));
}

void ProductList::setDraft(DocumentDraft* draft) {
    if (draft_ == draft)
        return;
    if (draft_ != nullptr)
        draft_->disconnect(this);
    draft_ = draft;
    if (draft_ != nullptr)
        connect(draft_, &DocumentDraft::changed, this, &ProductList::showQuantities);
    emit draftChanged();
    showQuantities();
}

void ProductList::showQuantities() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const auto quantity = draft_ == nullptr ? 0 : draft_->quantityOf(rows_[i].id);
        if (rows_[i].inDraftMilli == quantity)
            continue;
        rows_[i].inDraftMilli = quantity;
        const auto at = index(static_cast<int>(i));
        emit dataChanged(at, at, {InDraftMilliRole});
    }
}

void ProductList::read() {
    EngineThread::instance().ask(
        this, [question = question_](Desk& desk) { return find(desk, question); },
        [this, question = question_](Found found) {
            if (question != question_)
                return outdated();
            for (auto& row : found.rows)
                row.inDraftMilli = draft_ == nullptr ? 0 : draft_->quantityOf(row.id);
            more_ = found.more;
            showRows(rows_, std::move(found.rows));
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

bool ProductList::concerns(const StoreDelta& delta) const {
    return delta.touches(Schema::of<v1::Product>().number()) ||
           delta.touches(Schema::of<v1::PriceList>().number()) ||
           delta.touches(Schema::of<v1::Category>().number()) ||
           delta.touches(Schema::of<v1::Customer>().number());
}

int ProductList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

bool ProductList::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && more_;
}

void ProductList::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent) || reading())
        return;
    question_.limit = rowCount() + pageSize;
    refresh();
}

QVariant ProductList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case RecordIdRole:
            return row.id;
        case SkuRole:
            return row.sku;
        case NameRole:
        case Qt::DisplayRole:
            return row.name;
        case UnitRole:
            return row.unit;
        case PriceMinorRole:
            return row.priceMinor;
        case CurrencyRole:
            return row.currency;
        case DiscountBpRole:
            return row.discountBp;
        case VolumeFromMilliRole:
            return row.volumeFromMilli;
        case VolumeDiscountBpRole:
            return row.volumeDiscountBp;
        case StockMilliRole:
            return row.stockMilli;
        case InDraftMilliRole:
            return row.inDraftMilli;
        default:
            return {};
    }
}

QHash<int, QByteArray> ProductList::roleNames() const {
    return {{RecordIdRole, "recordId"},
            {SkuRole, "sku"},
            {NameRole, "name"},
            {UnitRole, "unit"},
            {PriceMinorRole, "priceMinor"},
            {CurrencyRole, "currency"},
            {DiscountBpRole, "discountBp"},
            {VolumeFromMilliRole, "volumeFromMilli"},
            {VolumeDiscountBpRole, "volumeDiscountBp"},
            {StockMilliRole, "stockMilli"},
            {InDraftMilliRole, "inDraftMilli"}};
}

}  // namespace fieldfare::app
