#include "sync-server/backoffice/import/row_reader.h"

#include <algorithm>

#include "fieldfare/values.pb.h"
#include "sync-server/backoffice/import/cell_reader.h"
#include "sync-server/backoffice/import/folded_text.h"

namespace fieldfare::server::importing {

using Kind = ImportField::Kind;

RowReader::RowReader(const csv::CsvTable& table, const ColumnPlan& plan, const schema::RecordType& type,
                     std::string currency, ProblemList& problems)
    : table_{table}, plan_{plan}, type_{type}, currency_{std::move(currency)}, problems_{problems} {
    for (std::size_t i = 0; i < plan.fields.size(); ++i)
        if (plan.fields[i] != nullptr && plan.fields[i]->inner != nullptr &&
            plan.fields[i]->inner->full_name() ==
                v1::Address::descriptor()->FindFieldByName("country")->full_name())
            countryColumn_ = i;
}

std::string RowReader::currencyOf(std::size_t row, const ImportField& money) const {
    for (std::size_t i = 0; i < plan_.fields.size(); ++i) {
        const auto* field = plan_.fields[i];
        if (field == nullptr || field->kind != Kind::Currency || field->outer != money.outer)
            continue;
        auto code = plainSigns(table_.cell(row, i));
        std::transform(code.begin(), code.end(), code.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        if (!code.empty())
            return code;
    }
    return currency_;
}

RowDraft RowReader::read(std::size_t row) {
    RowDraft draft;
    draft.line = table_.line(row);
    draft.record = type_.make();
    for (std::size_t i = 0; i < plan_.fields.size(); ++i) {
        const auto* field = plan_.fields[i];
        const auto text = trimmed(table_.cell(row, i));
        if (field == nullptr || field->kind == Kind::Currency || text.empty())
            continue;
        if (field->kind == Kind::Reference) {
            if (!field->isList())
                draft.named.push_back({i, field, text});
            else
                for (const auto part : listParts(text))
                    draft.named.push_back({i, field, part});
            continue;
        }
        const auto currency = field->kind == Kind::Money ? currencyOf(row, *field) : std::string{};
        if (const auto fault = readCell(text, *field, currency, *draft.record)) {
            problems_.add(draft.line, i + 1, table_.columns()[i], fault->message());
            draft.bad = true;
        } else if (std::find(draft.filled.begin(), draft.filled.end(), field) == draft.filled.end()) {
            draft.filled.push_back(field);
        }
    }
    const auto country = countryColumn_ ? trimmed(table_.cell(row, *countryColumn_)) : std::string_view{};
    normalisePhones(draft.filled, country, *draft.record);
    return draft;
}

}  // namespace fieldfare::server::importing
