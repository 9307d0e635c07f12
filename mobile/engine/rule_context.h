#pragma once

#include <optional>
#include <string_view>

#include <google/protobuf/message.h>

#include "mobile/engine/reading.h"
#include "mobile/engine/store_catalogue.h"
#include "shared/rules/context.h"

namespace fieldfare::engine {

/// What the rules need to know around a record, read from a store: its quote, its customer and the approvals
/// under it. Holds what the context points to.
class RuleContext {
  public:
    /// `id`: of the record, 16 bytes; empty for a new one, which has no approvals. Everything must outlive
    /// it, but `record` only the constructor.
    RuleContext(LocalStore& store, const StoreCatalogue& catalogue, const schema::RecordType& type,
                std::string_view id, const google::protobuf::Message& record);
    RuleContext(const RuleContext&) = delete;
    RuleContext& operator=(const RuleContext&) = delete;

    [[nodiscard]] const rules::Context& context() const { return context_; }

  private:
    std::optional<Record> quote_;
    std::optional<Record> customer_;
    rules::Context context_;
};

}  // namespace fieldfare::engine
