#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/access.pb.h"
#include "fieldfare/people.pb.h"
#include "shared/schema/record_type.h"
#include "shared/storage/database.h"

namespace fieldfare::simulation {

/// A record as the server has it.
struct TrueRecord {
    const schema::RecordType* type = nullptr;
    std::string id;
    std::uint64_t seq = 0;
    bool deleted = false;
    std::uint64_t deletion = 0;  ///< `seq` of the deletion that it went with
    std::string versions;        ///< of its paths, packed
    std::string body;
    std::shared_ptr<google::protobuf::Message> message;
};

/// Who reads.
struct Reader {
    std::string person;
    v1::Role role = v1::ROLE_UNSPECIFIED;
    std::string unit;
};

/// The server's records at one moment, and who may see which of them: computed from the words of the design,
/// by code that shares nothing with the server's. A second opinion.
class Truth {
  public:
    /// Reads what it is asked for, when it is asked; the database must not change meanwhile.
    explicit Truth(storage::Database& server) : server_{server} {}

    [[nodiscard]] storage::Database& server() { return server_; }
    /// Given by the server so far.
    [[nodiscard]] std::uint64_t lastSeq() const;

    /// Null when there is none; deleted ones are there.
    [[nodiscard]] const TrueRecord* find(const std::string& id);
    /// Every record, deleted ones too, by id.
    [[nodiscard]] const std::map<std::string, TrueRecord>& all();
    /// The person as they are now; role ROLE_UNSPECIFIED when they may not come in.
    [[nodiscard]] Reader reader(const std::string& person);
    [[nodiscard]] bool maySee(const Reader& reader, const TrueRecord& record);
    /// What the record hangs under in the end; itself, if it hangs under nothing; null when that is not
    /// there.
    [[nodiscard]] const TrueRecord* rootOf(const TrueRecord& record);
    /// What the record hangs under by its own words; empty: nothing.
    [[nodiscard]] static std::string above(const TrueRecord& record);
    /// The record as the reader may see it, encoded.
    [[nodiscard]] std::string shown(const Reader& reader, const TrueRecord& record);

    /// True if the administrators' rules of that moment keep the role from reading or from writing the field:
    /// the design's words, a rule that denies goes before one that allows.
    [[nodiscard]] bool isDenied(v1::Role role, const schema::RecordType& type, int field,
                                v1::AccessRule::Operation operation, std::uint64_t seq);

    /// Encoded so that equal records are equal bytes.
    [[nodiscard]] static std::string canonical(const google::protobuf::Message& message);

  private:
    [[nodiscard]] bool leads(const Reader& reader, const std::string& unit);
    [[nodiscard]] bool seesCustomer(const Reader& reader, const TrueRecord& customer);
    [[nodiscard]] bool isAtDesk(const TrueRecord& record);
    [[nodiscard]] const TrueRecord* customerAbove(const TrueRecord& record);
    void load(const schema::RecordType& type);
    void loadRules();
    [[nodiscard]] bool hides(const Reader& reader, const schema::RecordType& type, int field);
    void hideFields(const Reader& reader, const schema::RecordType& type, google::protobuf::Message& record);
    void hideQuoted(const Reader& reader, google::protobuf::Message& record);

    struct Rule {
        v1::AccessRule rule;
        std::uint64_t since;
        std::uint64_t until;  // the seq of its deletion
    };

    storage::Database& server_;
    std::vector<Rule> rules_;
    std::map<std::string, TrueRecord> records_;
    std::map<std::string, bool> missing_;
    bool complete_ = false;
    bool knowsRules_ = false;
};

}  // namespace fieldfare::simulation
