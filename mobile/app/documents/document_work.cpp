#include "mobile/app/documents/document_work.h"

#include "mobile/app/desk/values.h"
#include "shared/schema/path_value.h"

namespace fieldfare::app {

using google::protobuf::Message;

namespace {

QVariant integer(std::int64_t value) {
    return QVariant::fromValue(static_cast<qlonglong>(value));
}

QVariantMap totalsOf(const engine::DocumentFigures& figures) {
    if (!figures.summed)
        return {};
    const auto& totals = figures.sums.totals;
    QVariantList rates;
    for (const auto& rate : figures.sums.taxes)
        rates.append(
            QVariantMap{{"rate_bp", rate.rateBp}, {"base", integer(rate.base)}, {"tax", integer(rate.tax)}});
    return {{"list", integer(totals.list().minor())}, {"net", integer(totals.net().minor())},
            {"tax", integer(totals.tax().minor())},   {"gross", integer(totals.gross().minor())},
            {"discount_bp", totals.discount_bp()},    {"rates", rates}};
}

}  // namespace

DocumentWork::DocumentWork(engine::Draft draft, bool wasKept)
    : draft_{std::move(draft)}, document_{schema::copyOf(*draft_.values)}, wasKept_{wasKept} {
    if (draft_.base)
        draft_.values = draft_.base->message;
}

std::shared_ptr<DocumentWork> DocumentWork::of(Desk& desk, const std::string& id) {
    const engine::Drafts drafts{desk.editing()};
    if (auto kept = drafts.of(id))
        return std::shared_ptr<DocumentWork>{new DocumentWork{drafts.onTop(std::move(*kept)), true}};
    auto record = desk.editing().require(id);
    engine::Draft draft{.type = record.type, .id = id, .base = record, .values = record.message};
    return std::shared_ptr<DocumentWork>{new DocumentWork{std::move(draft), false}};
}

std::shared_ptr<DocumentWork> DocumentWork::begun(Desk& desk, const schema::RecordType& type,
                                                  const std::string& customerId) {
    std::shared_ptr<const Message> fresh = engine::DocumentDesk::begin(desk.editing(), type, customerId);
    auto kept = engine::Drafts{desk.editing()}.latestNew(type, customerId);
    const bool wasKept = kept.has_value();
    if (!kept)
        kept = engine::Draft{.type = &type, .id = desk.store().ids().next().bytes(), .values = fresh};
    std::shared_ptr<DocumentWork> work{new DocumentWork{std::move(*kept), wasKept}};
    work->draft_.values = fresh;
    return work;
}

engine::DocumentDesk DocumentWork::desk(Desk& desk) {
    return {desk.editing(), *document_, draft_.base ? draft_.id : std::string{}};
}

void DocumentWork::set(const QVariantMap& values) {
    applyValues(values, *document_);
}

void DocumentWork::removeLine(Desk& desk, const std::string& lineId) {
    removed_.push_back(this->desk(desk).removeLine(lineId));
}

void DocumentWork::undo(Desk& desk) {
    if (removed_.empty())
        return;
    this->desk(desk).putBack(removed_.back());
    removed_.pop_back();
}

bool DocumentWork::isDirty() const {
    return !schema::differences(*draft_.values, *document_, *draft_.type).empty();
}

engine::Draft DocumentWork::current() const {
    auto draft = draft_;
    draft.values = schema::copyOf(*document_);
    return draft;
}

void DocumentWork::keep(Desk& desk) const {
    engine::Drafts drafts{desk.editing()};
    if (isDirty())
        drafts.keep(current());
    else
        drafts.discard(draft_.id);
}

void DocumentWork::discard(Desk& desk) const {
    engine::Drafts{desk.editing()}.discard(draft_.id);
}

engine::Record DocumentWork::commit(Desk& desk) const {
    if (isUnsaved())
        engine::Drafts{desk.editing()}.commit(current());
    return desk.editing().require(draft_.id);
}

LineRow DocumentWork::rowOf(const rules::Catalogue& catalogue, const v1::Line& line) const {
    LineRow row;
    row.id = idText(line.id());
    row.productId = idText(line.product_id());
    row.description = qt(line.description());
    if (const auto* product = catalogue.product(line.product_id())) {
        row.sku = qt(product->sku());
        row.unit = qt(product->unit_name());
    }
    row.quantityMilli = line.quantity_milli();
    row.unitPriceMinor = line.unit_price().minor();
    row.listPriceMinor = line.list_price().minor();
    row.volumeDiscountBp = static_cast<int>(line.volume_discount_bp());
    row.discountBp = static_cast<int>(line.discount_bp());
    return row;
}

DocumentView DocumentWork::view(Desk& desk) {
    auto& editing = desk.editing();
    const auto at = this->desk(desk);
    const auto figures = at.figures();
    DocumentView view;
    view.values = valuesOf(*document_);
    view.values.remove("lines");
    for (int i = 0; i < at.lines().size(); ++i) {
        view.lines.push_back(rowOf(editing.catalogue(), at.lines()[i]));
        view.lines.back().netMinor = figures.sums.lines[static_cast<std::size_t>(i)].net;
    }
    view.totals = totalsOf(figures);
    view.faults =
        draft_.base ? editing.faultsOfEdit(*draft_.base, *document_) : editing.faultsOfCreate(*document_);
    view.usedBp = static_cast<int>(figures.usedBp);
    view.limitBp = static_cast<int>(figures.limitBp);
    view.limit = figures.limit;
    view.stored = draft_.base.has_value();
    const schema::Path anyLine{draft_.type->field("lines")->number(), std::string(16, 'k'), 0};
    view.editable = editing.mayWrite(*draft_.type, draft_.base ? &*draft_.base : nullptr, anyLine);
    view.dirty = isDirty();
    view.canUndo = !removed_.empty();
    view.keptAt = wasKept_ ? draft_.changedAt : 0;
    return view;
}

}  // namespace fieldfare::app
