#pragma once

#include <QTemporaryDir>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/engine/editing.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/reading.h"
#include "mobile/engine/sync_cycle.h"
#include "shared/schema/digest.h"
#include "shared/schema/fault.h"
#include "tests/support/manual_clock.h"

/// What the engine's tests share: a device on a real SQLite file, and the other side written by hand as
/// protocol messages.
namespace fieldfare::tests {

inline std::string idOf(char c) {
    return std::string(16, c);
}

inline const std::string rep = idOf('R');
inline const std::string unitA = idOf('U');
inline const std::string organisationId = idOf('O');
inline const std::string deviceId = idOf('D');

inline v1::Scope userScope() {
    v1::Scope scope;
    scope.set_kind(v1::Scope::USER);
    scope.set_id(rep);
    return scope;
}
inline v1::Scope everyoneScope() {
    v1::Scope scope;
    scope.set_kind(v1::Scope::EVERYONE);
    return scope;
}
inline v1::Scope poolScope() {
    v1::Scope scope;
    scope.set_kind(v1::Scope::POOL);
    scope.set_id(unitA);
    return scope;
}

/// The fault that `work` throws; FAULT_CODE_UNSPECIFIED if it throws none.
template <typename Work>
v1::Fault faultOf(Work work) {
    try {
        work();
    } catch (const schema::FaultError& error) {
        return error.fault();
    }
    return {};
}

inline v1::Customer customer(const std::string& name, const std::string& owner = rep) {
    v1::Customer made;
    made.set_name(name);
    made.set_owner_id(owner);
    made.set_unit_id(unitA);
    return made;
}

/// A device of one rep.
class EngineDevice {
  public:
    explicit EngineDevice(v1::Role role = v1::REP) {
        open();
        v1::Session session;
        session.set_token("token");
        session.set_device_id(deviceId);
        session.set_device_code("7F3K");
        session.set_person_id(rep);
        session.set_person("ana");
        session.set_organisation_id(organisationId);
        session.set_role(role);
        session.set_unit_id(unitA);
        session.set_server_time(base::epochMs(clock.now()));
        store->setSession(session);
    }

    [[nodiscard]] std::filesystem::path file() const { return folder.filePath("store.db").toStdString(); }

    void open(const std::string& version = "1.0") {
        store = std::make_unique<engine::LocalStore>(
            file(), clock, random, engine::StoreOptions{.durable = false, .appVersion = version});
        editing = std::make_unique<engine::Editing>(*store);
        reading = std::make_unique<engine::Reading>(*store);
        cycle = std::make_unique<engine::SyncCycle>(*store);
    }
    void close() {
        cycle.reset();
        reading.reset();
        editing.reset();
        store.reset();
    }
    /// The process was killed and started again.
    void reopen(const std::string& version = "1.0") {
        close();
        open(version);
    }

    v1::SyncRequest begin(std::uint32_t waitMs = 0) {
        v1::SyncRequest request;
        request.ParseFromString(cycle->begin(waitMs));
        return request;
    }
    static std::vector<v1::Mutation> mutations(const v1::SyncRequest& request) {
        std::vector<v1::Mutation> all;
        for (const auto& bytes : request.mutations()) {
            all.emplace_back();
            all.back().ParseFromString(bytes);
        }
        return all;
    }
    engine::SyncStep answer(const v1::SyncResponse& response) {
        return cycle->answered(response.SerializeAsString());
    }

    std::string nameOf(const std::string& id) const {
        const auto record = reading->get<v1::Customer>(id);
        return record ? record->as<v1::Customer>().name() : "(gone)";
    }
    void rename(const std::string& id, const std::string& name) {
        editing->edit<v1::Customer>(id, [&](v1::Customer& c) { c.set_name(name); });
    }
    void note(const std::string& id, const std::string& text) {
        editing->edit<v1::Customer>(id, [&](v1::Customer& c) { c.set_notes(text); });
    }

    QTemporaryDir folder;
    ManualClock clock;
    base::SeededRandom random{7};
    std::unique_ptr<engine::LocalStore> store;
    std::unique_ptr<engine::Editing> editing;
    std::unique_ptr<engine::Reading> reading;
    std::unique_ptr<engine::SyncCycle> cycle;
};

/// The other side: what stands in which feed, and answers made from it by hand.
class FakeServer {
  public:
    /// One answer; what is added to its pages also stands in the feeds from then on.
    class Reply {
      public:
        Reply(FakeServer& server, const v1::SyncRequest& request) : server_{server} {
            response.set_epoch(server.epoch);
            response.set_exchange(request.exchange());
            response.set_nonce("nonce" + std::to_string(request.exchange()));
            response.set_server_time(server.time += 1000);
            response.set_complete(true);
            response.set_last_number(server.lastNumber);
            for (const auto& scope : server.scopes)
                *response.add_scopes() = scope;
            for (const auto& bytes : request.mutations()) {
                v1::Mutation mutation;
                mutation.ParseFromString(bytes);
                server.lastNumber = std::max(server.lastNumber, mutation.number());
            }
            response.set_last_number(server.lastNumber);
        }

        v1::ScopePage& page(const v1::Scope& scope) {
            for (auto& page : *response.mutable_pages())
                if (page.scope().SerializeAsString() == scope.SerializeAsString())
                    return page;
            auto& page = *response.add_pages();
            *page.mutable_scope() = scope;
            page.set_generation(server_.generation);
            page.set_complete(true);
            page.set_seq(server_.heads[scope.SerializeAsString()]);
            return page;
        }
        template <typename Record>
        Reply& row(const v1::Scope& scope, const std::string& id, std::uint64_t seq, const Record& record,
                   std::uint64_t feedSeq = 0) {
            const auto& type = schema::Schema::of<Record>();
            auto& at = page(scope);
            auto& row = *at.add_rows();
            row.set_type(type.number());
            row.set_id(id);
            row.set_seq(seq);
            row.set_feed_seq(feedSeq != 0 ? feedSeq : seq);
            row.set_body(record.SerializeAsString());
            if (const auto mask = server_.maskOf(type.number()); mask != 0) {
                auto& told = *at.add_masks();
                told.set_type(type.number());
                told.set_mask(mask);
            }
            server_.feeds[scope.SerializeAsString()][{type.number(), id}] = row.feed_seq();
            advance(at, row.feed_seq());
            return *this;
        }
        template <typename Record>
        Reply& removal(const v1::Scope& scope, const std::string& id, std::uint64_t feedSeq) {
            const auto& type = schema::Schema::of<Record>();
            auto& at = page(scope);
            auto& removal = *at.add_removals();
            removal.set_type(type.number());
            removal.set_id(id);
            removal.set_feed_seq(feedSeq);
            removal.set_reason(v1::Removal::MOVED);
            server_.feeds[scope.SerializeAsString()].erase({type.number(), id});
            advance(at, feedSeq);
            return *this;
        }
        Reply& outcome(std::uint64_t number, v1::Outcome::Result result, std::uint64_t seq = 0,
                       v1::FaultCode code = v1::FAULT_CODE_UNSPECIFIED) {
            auto& outcome = *response.add_outcomes();
            outcome.set_number(number);
            outcome.set_result(result);
            outcome.set_seq(seq);
            if (code != v1::FAULT_CODE_UNSPECIFIED)
                *outcome.mutable_fault() = schema::fault(code, "because");
            return *this;
        }
        /// More waits on the server.
        Reply& incomplete() {
            response.set_complete(false);
            for (auto& page : *response.mutable_pages())
                page.set_complete(false);
            return *this;
        }
        /// With the digests that complete pages carry.
        [[nodiscard]] v1::SyncResponse done() const {
            auto out = response;
            for (auto& page : *out.mutable_pages()) {
                if (!page.complete())
                    continue;
                std::map<std::uint32_t, schema::Digest> digests;
                for (const auto& [key, feedSeq] : server_.feeds[page.scope().SerializeAsString()])
                    digests[key.first].add(key.second, feedSeq);
                for (const auto& [type, digest] : digests) {
                    auto& one = *page.add_digests();
                    one.set_type(type);
                    one.set_count(digest.count);
                    one.set_mask(server_.maskOf(type));
                    one.set_digest(digest.masked(one.mask()));
                }
            }
            return out;
        }

        v1::SyncResponse response;

      private:
        void advance(v1::ScopePage& page, std::uint64_t seq) {
            page.set_seq(std::max(page.seq(), seq));
            server_.heads[page.scope().SerializeAsString()] = page.seq();
        }
        FakeServer& server_;
    };

    Reply reply(const v1::SyncRequest& request) { return {*this, request}; }
    [[nodiscard]] std::uint32_t maskOf(std::uint32_t type) const {
        const auto at = masks.find(type);
        return at == masks.end() ? 0 : at->second;
    }

    std::string epoch = "epoch-1";
    std::int64_t time = 1'709'539'200'000;
    std::uint64_t lastNumber = 0;
    std::uint32_t generation = 1;
    std::vector<v1::Scope> scopes{userScope(), everyoneScope()};
    std::map<std::string, std::map<std::pair<std::uint32_t, std::string>, std::uint64_t>> feeds;
    std::map<std::string, std::uint64_t> heads;
    std::map<std::uint32_t, std::uint32_t> masks;  // by type; none: 0
};

/// A device that holds one customer of its rep, "Toronto Steel", at seq 10.
class DeviceWithCustomer : public EngineDevice {
  public:
    explicit DeviceWithCustomer(v1::Role role = v1::REP) : EngineDevice{role} {
        answer(server.reply(begin()).row(userScope(), idOf('c'), 10, customer("Toronto Steel")).done());
    }
    FakeServer server;
    const std::string id = idOf('c');
};

}  // namespace fieldfare::tests
