#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/schema/record_type.h"

namespace fieldfare::server::importing {

/// A record and its id.
struct WorkloadRecord {
    const schema::RecordType* type = nullptr;
    std::string id;  ///< 16 bytes
    std::unique_ptr<google::protobuf::Message> record;
};

/// Turns the JSON objects of the workload's files into records and changes of records. Ids are those of the
/// files; what the files have no id for (teams, categories, price lists, phone and mail items) gets one that
/// follows from its name, so that every program that reads the same files speaks of the same records.
///
/// Everything throws FaultError INVALID, naming the member, for an object that is not of the workload's form.
/// Not thread-safe.
class WorkloadMapping {
  public:
    /// `currency`: the organisation's, in which products have their standard price.
    explicit WorkloadMapping(std::string currency) : currency_{std::move(currency)} {}

    /// Of "user", "product", "customer", "contact", "visit" or "quote" (without its lines). What only the
    /// server sets is not set: authors, and the unit of a customer, which follows from its owner. Products
    /// are remembered, for the list prices of lines.
    [[nodiscard]] WorkloadRecord recordFrom(const nlohmann::json& object);

    [[nodiscard]] v1::Person personFrom(const nlohmann::json& object);
    [[nodiscard]] v1::Product productFrom(const nlohmann::json& object);
    [[nodiscard]] v1::Customer customerFrom(const nlohmann::json& object) const;
    [[nodiscard]] v1::Contact contactFrom(const nlohmann::json& object) const;
    [[nodiscard]] v1::Visit visitFrom(const nlohmann::json& object) const;
    [[nodiscard]] v1::Quote quoteFrom(const nlohmann::json& object) const;
    /// A "quote_line", of a quote in this currency; it goes to the quote's end.
    void addLine(const nlohmann::json& object, v1::Quote& quote) const;

    /// The members of a `set`, written into the record of this id as it stands. A status that the record may
    /// not step to stays what it is. The changed paths are schema::differences() of before and after.
    void patch(const schema::RecordType& type, const std::string& id, const nlohmann::json& set,
               google::protobuf::Message& record) const;

    /// The unit of a team ("team-00").
    [[nodiscard]] static std::string unitId(const std::string& team);
    [[nodiscard]] static std::string categoryId(const std::string& name);
    /// The price list with every product's price in a currency that is not the organisation's. The workload
    /// states one price a product, which counts in every currency.
    [[nodiscard]] static std::string priceListId(const std::string& currency);
    /// Currencies that need such a list.
    [[nodiscard]] std::vector<std::string> otherCurrencies() const;
    [[nodiscard]] v1::PriceList priceList(const std::string& currency) const;

  private:
    struct Product {
        std::string name;
        std::int64_t price;
    };
    void setMember(const std::string& name, const nlohmann::json& value, const std::string& id,
                   v1::Customer& customer) const;
    [[nodiscard]] v1::Money money(std::int64_t minor) const;

    std::string currency_;
    std::unordered_set<std::string> names_;
    std::unordered_map<std::string, Product> products_;
};

}  // namespace fieldfare::server::importing
