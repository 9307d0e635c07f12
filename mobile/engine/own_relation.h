#pragma once

#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "mobile/engine/reading.h"
#include "shared/access/relation.h"

namespace fieldfare::engine {

/// How this device's person stands to a record, as far as the device knows.
class OwnRelation {
  public:
    explicit OwnRelation(const LocalStore& store) : store_{store} {}

    [[nodiscard]] access::Relation to(const schema::RecordType& type,
                                      const google::protobuf::Message& record) const;
    /// To what a record of `type` with this parent hangs under.
    [[nodiscard]] access::Relation toRootOf(std::string_view parent) const;
    /// True if the unit is the person's own or below it.
    [[nodiscard]] bool leads(std::string unit) const;

  private:
    [[nodiscard]] access::Relation toRoot(const schema::RecordType& type,
                                          const google::protobuf::Message& root) const;
    [[nodiscard]] std::string ownUnit() const;

    const LocalStore& store_;
};

}  // namespace fieldfare::engine
