#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "fieldfare/sync.pb.h"
#include "tests/simulation/check/truth.h"

namespace fieldfare::simulation {

/// Text that somebody typed, marked so that it is found wherever it went.
struct Typed {
    std::string mark;
    std::string record;          ///< id, 16 bytes
    std::string path;            ///< where in it
    std::size_t store = 0;       ///< in which it was typed
    std::set<std::string> over;  ///< marks that it took the place of, before its author's eyes
    std::uint64_t number = 0;    ///< of the mutation that took it along; 0: none yet
    std::int64_t time = 0;       ///< its author's idea of the server's time, epoch ms
    bool forbidden = false;      ///< its author never had the right: it must not take effect

    /// True if it took the place of an earlier one that its author saw: it stood there, or was their own.
    [[nodiscard]] bool replaces(const Typed& earlier) const;
    /// " #17; in ..5cdf/name over #3;"
    [[nodiscard]] std::string text() const;
};

/// A record as its reader had it before their eyes when they took a step that freezes it.
struct Signed {
    const schema::RecordType* type = nullptr;
    std::string record;
    std::string body;
};

/// The nonces of one device's answers, in the order in which they were given.
class NonceOrder {
  public:
    /// An empty one stands before all others.
    void given(const std::string& nonce) {
        if (!nonce.empty())
            places_.try_emplace(nonce, places_.size() + 1);
    }
    /// False when an exchange that wrote showed a later one before: somebody speaks from a copy.
    [[nodiscard]] bool mayAnswer(const std::string& presented) const { return placeOf(presented) >= last_; }
    void wrote(const std::string& presented) { last_ = std::max(last_, placeOf(presented)); }

  private:
    [[nodiscard]] std::size_t placeOf(const std::string& nonce) const {
        const auto at = places_.find(nonce);
        return at == places_.end() ? 0 : at->second;
    }
    std::map<std::string, std::size_t> places_;
    std::size_t last_ = 0;
};

/// A deletion, with the marks that its author could see of what went.
struct Erased {
    std::string record;
    std::size_t store = 0;
    std::set<std::string> seen;
};

/// What the simulator itself knows of the fleet: everything typed, everything sent, everything acknowledged.
/// Where two answers contradict each other it says so at once.
class Ledger {
  public:
    /// Another mark, such as "#17;".
    [[nodiscard]] std::string newMark();
    /// All marks in some bytes.
    [[nodiscard]] static std::set<std::string> marksIn(std::string_view bytes);

    /// A person changed a record from `before` to `after`, with the marks `beside` before their eyes too.
    void typed(std::size_t store, std::int64_t time, const schema::RecordType& type,
               const std::string& record, const google::protobuf::Message& before,
               const google::protobuf::Message& after, const std::set<std::string>& beside = {});
    /// A person is about to change a record so: should the disk fail, nobody knows whether it was stored.
    void tries(std::size_t store, std::int64_t time, const schema::RecordType& type,
               const std::string& record, const google::protobuf::Message& before,
               const google::protobuf::Message& after);
    /// The store that was to be changed is heard of again. `now`: the record as it is there; null: it is not.
    void lookedAgain(std::size_t store,
                     const std::function<const google::protobuf::Message*(const schema::RecordType&,
                                                                          const std::string&)>& now);
    /// Somebody chose between values that they were offered: what they type there later goes over all of
    /// them.
    void chose(std::size_t store, const std::string& record, const std::string& path, std::string_view stands,
               std::string_view offered);
    /// True if somebody chose another in a history that was lost: the conflict may not come back.
    [[nodiscard]] bool wasSettledAgainst(const Typed& value) const {
        return wasRestored_ && settledAgainst_.contains({value.record, value.mark});
    }
    void created(std::size_t store, std::int64_t time, const schema::RecordType& type,
                 const std::string& record, const google::protobuf::Message& after);
    /// What its author has no right to, in place of what stood there.
    void forbidden(std::size_t store, const std::string& record, std::string_view partial,
                   std::string_view over);
    /// What was refused is tried again, by a new mutation.
    void typedAgain(std::size_t store, const std::string& record, std::string_view partial);
    /// Its author does not want it any more.
    void givenUp(std::size_t store, std::string_view partial);
    void erased(std::size_t store, const std::string& record, std::set<std::string> seen);
    /// The edit of that time (of its first path) freezes these records, as its author saw them. Said again,
    /// the first saying holds.
    void signedOff(std::size_t store, std::uint64_t time, std::vector<Signed> records);
    [[nodiscard]] bool knowsSignature(std::size_t store, std::uint64_t time) const {
        return signatures_.contains({store, time});
    }
    /// A request left a device. Throws Violation when a number went out with other content before.
    void left(std::size_t store, const std::string& device, const v1::SyncRequest& request);
    /// The server answered, whether or not anybody hears of it. Throws Violation when it answered otherwise
    /// before.
    void answered(std::size_t store, const std::string& device, const std::string& person, Truth& truth,
                  const v1::SyncResponse& response);
    /// The server went back to where it knew of each device's mutations up to these alone: it answers the
    /// others once more.
    void restored(const std::map<std::string, std::uint64_t>& lastKnown);
    /// It does not wait any longer for what it lost.
    void offersClosed() { takesOffers_ = false; }
    /// The store was away for so long that the server does not wait any longer for what it had sent.
    void missedTheOffers(std::size_t store) { late_.insert(store); }
    /// An administrator hides a field from a role. A restore may take the rule back; who was kept from seeing
    /// it was.
    void hidden(v1::Role role, const schema::RecordType& type, int field) {
        hidden_.emplace(role, type.number(), field);
    }
    /// True if some role was ever kept from reading it.
    [[nodiscard]] bool wasHidden(const schema::RecordType& type, int field) const;
    [[nodiscard]] bool wasHiddenFrom(v1::Role role, const schema::RecordType& type, int field) const {
        return hidden_.contains({role, type.number(), field});
    }
    [[nodiscard]] NonceOrder& noncesOf(const std::string& device) { return nonces_[device]; }
    /// The store's disk is gone, or it is a copy that is given up: nothing in it is owed to anybody.
    void forget(std::size_t store) { gone_.insert(store); }
    /// The store's disk is gone, after it sent everything: it is owed as before, while no restore takes it
    /// back.
    void handedOver(std::size_t store) { handedOver_.insert(store); }
    [[nodiscard]] bool hasHandedOver(std::size_t store) const { return handedOver_.contains(store); }
    /// The stores of that device that did.
    [[nodiscard]] std::vector<std::size_t> handedOverBy(const std::string& device) const;
    /// True if two stores speak for its device.
    [[nodiscard]] bool isCopied(std::size_t store) const { return copied_.contains(deviceOf(store)); }
    [[nodiscard]] bool isOwed(const Typed& value) const;
    /// Two stores speak for the device from now on: what one sent does not bind the other.
    void copied(const std::string& device) { copied_.insert(device); }
    /// Another store holds what the first one holds: it owes nothing for it but its own later edits.
    void copyStore(std::size_t from, std::size_t to);

    /// True if something typed later took its place.
    [[nodiscard]] bool isReplaced(const Typed& value) const;
    /// True if it never left and its author deleted what it was typed into.
    [[nodiscard]] bool wasErased(const Typed& value) const;
    [[nodiscard]] const std::vector<Typed>& values() const { return values_; }
    [[nodiscard]] const std::vector<Erased>& deletions() const { return deletions_; }
    struct Sent {
        std::uint64_t hash = 0;
        v1::Mutation mutation;
        std::optional<v1::Outcome> outcome;
        Reader author;  ///< as the server knew them when it answered first
        /// True if the server said so.
        [[nodiscard]] bool tookEffect() const {
            return outcome &&
                   (outcome->result() == v1::Outcome::APPLIED || outcome->result() == v1::Outcome::MERGED);
        }
        std::uint64_t decidedAt = 0;    ///< the server's last seq when it answered first
        std::int64_t answeredAt = 0;    ///< the server's time, epoch ms
        bool tookEffectBefore = false;  ///< the server was restored
        bool proved = false;            ///< its device heard so, and says so after a restore
        bool stoodOnce = false;         ///< it took effect, before the last restore or one before that
        bool unseen = false;            ///< what it edited was not its author's to see then
        std::vector<Signed> shown;      ///< what it freezes, as its author saw it
        std::string otherThanShown;     ///< a place in that where something else stood when it took effect
    };
    /// By device and number.
    [[nodiscard]] const std::map<std::pair<std::string, std::uint64_t>, Sent>& sent() const { return sent_; }
    /// True if its author's own later mutation wrote that place too.
    [[nodiscard]] bool wroteAgain(const Typed& value) const;
    /// True if some edit wrote the mark there and took effect, whoever's it was.
    [[nodiscard]] bool stoodByEffect(const std::string& record, const std::string& mark) const;
    [[nodiscard]] const Sent* sentBy(std::size_t store, std::uint64_t number) const;
    [[nodiscard]] const std::string& deviceOf(std::size_t store) const;

  private:
    void add(Typed value);
    void settled(const std::string& device, const std::string& person, Truth& truth,
                 const v1::SyncResponse& response);

    std::uint64_t marks_ = 0;
    bool takesOffers_ = false;
    std::vector<Typed> values_;
    std::vector<Erased> deletions_;
    std::map<std::size_t, std::vector<std::size_t>> unsent_;  // by store, places in values_
    std::map<std::pair<std::string, std::uint64_t>, Sent> sent_;
    std::map<std::size_t, std::string> devices_;
    struct Affirmed {
        std::string record;
        std::string path;
        std::set<std::string> marks;
    };
    std::map<std::size_t, std::vector<Affirmed>> affirmed_;         // by store
    std::set<std::pair<std::string, std::string>> settledAgainst_;  // records and marks
    bool wasRestored_ = false;
    std::set<std::size_t> gone_;
    std::set<std::size_t> handedOver_;
    std::set<std::size_t> late_;
    std::set<std::tuple<v1::Role, std::uint32_t, int>> hidden_;
    std::set<std::pair<std::size_t, std::string>> givenUp_;
    std::set<std::string> copied_;
    struct Tried {
        std::int64_t time;
        const schema::RecordType* type;
        std::string record;
        std::unique_ptr<google::protobuf::Message> before;
        std::unique_ptr<google::protobuf::Message> after;
    };
    std::map<std::size_t, Tried> tried_;  // by store, the last
    struct Asked {
        std::string nonce;
        bool writes = false;
    };
    std::map<std::pair<std::size_t, std::uint64_t>, Asked> asked_;  // by store and exchange
    std::map<std::string, NonceOrder> nonces_;                      // by device
    std::map<std::pair<std::size_t, std::uint64_t>, std::vector<Signed>> signatures_;  // by store and time
};

}  // namespace fieldfare::simulation
