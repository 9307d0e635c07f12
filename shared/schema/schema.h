#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "shared/schema/record_type.h"

namespace fieldfare::schema {

/// Every record type of the linked protocol, found through descriptors. Built once, at first use; read-only
/// and safe from every thread afterwards.
class Schema {
  public:
    [[nodiscard]] static const Schema& instance();

    /// In the order of their numbers.
    [[nodiscard]] std::span<const RecordType* const> types() const { return ordered_; }
    /// Null when this build knows no such type.
    [[nodiscard]] const RecordType* type(std::uint32_t number) const;
    [[nodiscard]] const RecordType* type(std::string_view name) const;
    /// By message name as `reference` options give it: "Customer".
    [[nodiscard]] const RecordType* referenced(std::string_view messageName) const;

    /// Of the definitions of all types: two programs with the same one know the same fields. Never 0.
    [[nodiscard]] std::uint32_t fingerprint() const { return fingerprint_; }

    /// The type of a generated message class.
    template <typename Message>
    [[nodiscard]] static const RecordType& of() {
        static const RecordType& type = *instance().referenced(Message::descriptor()->name());
        return type;
    }

  private:
    Schema();

    std::vector<std::unique_ptr<RecordType>> types_;
    std::vector<const RecordType*> ordered_;
    std::vector<const RecordType*> byNumber_;
    std::uint32_t fingerprint_ = 0;
};

}  // namespace fieldfare::schema
