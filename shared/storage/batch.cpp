#include "shared/storage/batch.h"

#include <cassert>

namespace fieldfare::storage {
namespace {

// Two statement texts a batch, both kept prepared: one row, and this many.
constexpr std::size_t rowsAtOnce = 16;

}  // namespace

Batch::Batch(Database& database, std::string head, int columns, std::string tail)
    : database_{database}, head_{std::move(head)}, columns_{columns}, tail_{std::move(tail)} {}

const std::string& Batch::statement(std::size_t rows) {
    auto& text = rows == 1 ? single_ : many_;
    if (!text.empty())
        return text;
    text = head_ + " VALUES ";
    int parameter = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        text += row == 0 ? "(" : ", (";
        for (int column = 0; column < columns_; ++column)
            text += (column == 0 ? "$" : ", $") + std::to_string(++parameter);
        text += ')';
    }
    if (!tail_.empty())
        text += ' ' + tail_;
    return text;
}

void Batch::insert(std::size_t firstRow, std::size_t rows) {
    Query query{database_.prepare(statement(rows))};
    const auto count = rows * static_cast<std::size_t>(columns_);
    const auto first = firstRow * static_cast<std::size_t>(columns_);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& value = values_[first + i];
        const int parameter = static_cast<int>(i) + 1;
        switch (value.kind) {
            case Value::Kind::Null:
                query.bind(parameter, nullptr);
                break;
            case Value::Kind::Integer:
                query.bind(parameter, value.integer);
                break;
            case Value::Kind::Text:
                query.bind(parameter, Text{value.bytes});
                break;
            case Value::Kind::Blob:
                query.bind(parameter, value.bytes);
                break;
        }
    }
    query.run();
}

void Batch::flush() {
    assert(values_.size() % static_cast<std::size_t>(columns_) == 0);
    const auto total = rows();
    std::size_t row = 0;
    for (; row + rowsAtOnce <= total; row += rowsAtOnce)
        insert(row, rowsAtOnce);
    for (; row < total; ++row)
        insert(row, 1);
    values_.clear();
}

}  // namespace fieldfare::storage
