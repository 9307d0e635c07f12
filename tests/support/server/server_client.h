#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fieldfare/sync.pb.h"
#include "shared/schema/schema.h"
#include "tests/support/server/server_site.h"

namespace fieldfare::tests {

/// A device as the protocol sees it: numbers its mutations, keeps cursors and rows, and computes its own
/// digests, which it compares with the server's whenever a pull is complete. It lays nothing over what the
/// server sent: after an exchange its records are the server's.
class ServerClient {
  public:
    ServerClient(ServerSite& site, SitePerson person, std::string device, std::string token);

    // --- typing ---

    /// Queues the creation and returns the new record's id.
    template <typename Record>
    std::string create(const Record& record) {
        return createAs(schema::Schema::of<Record>(), record, site_.ids().next().bytes());
    }
    /// Queues an edit of the record as it is shown here; the paths are those that `change` changed.
    template <typename Record>
    void edit(const std::string& id, const std::function<void(Record&)>& change) {
        editAs(schema::Schema::of<Record>(), id,
               [&](google::protobuf::Message& record) { change(static_cast<Record&>(record)); });
    }
    template <typename Record>
    void erase(const std::string& id) {
        eraseAs(schema::Schema::of<Record>(), id);
    }
    /// Says again what is shown at a path.
    template <typename Record>
    void confirm(const std::string& id, std::string_view path) {
        confirmAs(schema::Schema::of<Record>(), id, path);
    }
    std::string createAs(const schema::RecordType& type, const google::protobuf::Message& record,
                         const std::string& id);
    void editAs(const schema::RecordType& type, const std::string& id,
                const std::function<void(google::protobuf::Message&)>& change);
    void eraseAs(const schema::RecordType& type, const std::string& id);
    void confirmAs(const schema::RecordType& type, const std::string& id, std::string_view path);
    /// What is queued within `work` takes effect together.
    void together(const std::function<void()>& work);
    /// What was queued last, to be tampered with.
    [[nodiscard]] v1::Mutation& last() { return queue_.back(); }
    [[nodiscard]] std::vector<v1::Mutation>& queue() { return queue_; }
    void forgetQueue();

    // --- exchanging ---

    /// One exchange with everything queued. The outcomes are returned, rows and cursors stored. Throws
    /// FaultError for a fault of the request, std::runtime_error when digests differ.
    std::vector<v1::Outcome> exchange();
    /// Exchanges until the pull is complete and every record is as its mask says; the outcomes of the first
    /// one.
    std::vector<v1::Outcome> sync();
    /// As sync(), of one mutation that is queued: its outcome.
    v1::Outcome syncOne();
    /// Sends the request as it is and changes nothing here.
    server::sync::Exchange::Answer send(const v1::SyncRequest& request);
    server::sync::Exchange::Answer sendBytes(const std::string& body);
    /// What exchange() would send.
    [[nodiscard]] v1::SyncRequest request();
    /// Takes in an answer to a request of this device.
    std::vector<v1::Outcome> store(const v1::SyncResponse& response);
    /// The code of the fault that the next exchange fails with; FAULT_CODE_UNSPECIFIED when it does not.
    [[nodiscard]] v1::FaultCode faultOfExchange();

    // --- what is here ---

    template <typename Record>
    [[nodiscard]] bool has(const std::string& id) const {
        return rows_.contains({schema::Schema::of<Record>().number(), id});
    }
    /// Throws std::out_of_range when it is not here.
    template <typename Record>
    [[nodiscard]] Record get(const std::string& id) const {
        Record record;
        record.ParseFromString(rows_.at({schema::Schema::of<Record>().number(), id}).shown);
        return record;
    }
    template <typename Record>
    [[nodiscard]] std::map<std::string, Record> all() const {
        std::map<std::string, Record> out;
        for (const auto& [key, row] : rows_)
            if (key.first == schema::Schema::of<Record>().number())
                out[key.second].ParseFromString(row.shown);
        return out;
    }
    /// `seq` of the row version that is here; 0: none.
    [[nodiscard]] std::uint64_t seqOf(const schema::RecordType& type, const std::string& id) const;
    /// Why it left, by the last answers; REASON_UNSPECIFIED when no removal of it came.
    [[nodiscard]] v1::Removal::Reason removal(const std::string& id) const;
    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    [[nodiscard]] const v1::SyncResponse& answer() const { return answer_; }
    [[nodiscard]] const SitePerson& person() const { return person_; }
    [[nodiscard]] const std::string& device() const { return device_; }
    void forgetCursors() { cursors_.clear(); }

    std::string nonce;
    std::string epoch;
    std::string token;
    v1::RoleRights rights;        ///< as last told
    std::uint64_t number = 0;     ///< of the last mutation
    std::uint64_t confirmed = 0;  ///< sent along
    int exchanges = 0;            ///< of the last sync()

  private:
    using RecordKey = std::pair<std::uint32_t, std::string>;
    using ScopeId = std::pair<int, std::string>;
    struct Row {
        std::uint64_t seq = 0;
        std::string body;   // the server's
        std::string shown;  // with what is queued
    };
    struct Scope {
        v1::Cursor cursor;
        std::map<RecordKey, std::uint64_t> feed;  // -> feed seq
        std::set<RecordKey> unlisted;             // of an earlier listing, until this one is complete
        std::map<std::uint32_t, std::set<std::uint32_t>> masks;   // by type, of its rows here
        std::map<std::uint32_t, std::set<std::string>> masked{};  // by type: to be fetched again
    };

    v1::Mutation& queueUp(v1::Mutation::Kind kind, const schema::RecordType& type, const std::string& id);
    void storePage(const v1::ScopePage& page);
    void storeRange(const v1::RangeAnswer& answer);
    void compare(const v1::ScopePage& page);
    /// True while records are to be fetched again because other fields of them are hidden.
    [[nodiscard]] bool isMasked() const;
    void dropUnseen();

    ServerSite& site_;
    SitePerson person_;
    std::string device_;
    std::vector<v1::Mutation> queue_;
    std::uint64_t group_ = 0;
    std::uint64_t exchange_ = 0;
    std::uint16_t tick_ = 0;
    std::map<ScopeId, Scope> cursors_;
    std::map<RecordKey, Row> rows_;
    std::map<std::string, v1::Removal::Reason> removals_;
    v1::SyncResponse answer_;
};

}  // namespace fieldfare::tests
