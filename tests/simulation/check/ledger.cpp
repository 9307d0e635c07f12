#include "tests/simulation/check/ledger.h"

#include <algorithm>

#include "shared/base/uuid.h"
#include "shared/merge/versions.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

namespace {

std::uint64_t hashOf(std::string_view bytes) {
    return std::hash<std::string_view>{}(bytes);
}

/// True if its author may not see the record, and neither that person nor the record's place changed since.
bool wasBeyond(Truth& truth, const Ledger::Sent& sent, const v1::Outcome& outcome) {
    const auto* record = truth.find(sent.mutation.id());
    const auto* person = truth.find(sent.author.person);
    if (record == nullptr || record->deleted || person == nullptr || person->seq > outcome.seq() ||
        sent.mutation.kind() != v1::Mutation::EDIT || truth.maySee(sent.author, *record))
        return false;
    // Who gives a customer away, or leaves it, does not see it afterwards.
    for (const auto& path : sent.mutation.paths())
        if (const auto* field = record->type->field(static_cast<int>(path.field()));
            field == record->type->owner() || field == record->type->collaborators())
            return false;
    const auto* root = truth.rootOf(*record);
    return root != nullptr && root->seq <= outcome.seq();
}

/// Where the server has something else than the signer saw, by nobody's later change; empty: nowhere. What
/// the step itself changes, and what only the server writes, is not among what was signed.
std::string otherThanShown(const Ledger& ledger, Truth& truth, const Ledger::Sent& sent,
                           const v1::Outcome& outcome) {
    static const std::set<std::string> ofTheStep{"status", "issued_at", "submitted_at"};
    for (const auto& shown : sent.shown) {
        const auto* record = truth.find(shown.record);
        if (record == nullptr || record->deleted)
            continue;
        const auto versions = merge::Versions::unpack(record->versions);
        const auto seen = shown.type->parse(shown.body);
        for (const auto& path : schema::differences(*seen, *record->message, *shown.type)) {
            // What is hidden from the signer is not theirs to look at.
            if (!schema::hasValue(*seen, *shown.type, path) && ledger.wasHidden(*shown.type, path.field))
                continue;
            const auto at = schema::resolve(*shown.type, path);
            if (at && at->leaf->merge() != v1::SERVER_ONLY && at->outer->merge() != v1::SERVER_ONLY &&
                !ofTheStep.contains(at->outer->name()) && versions.of(path).seq <= outcome.seq())
                return schema::pathText(*shown.type, path);
        }
    }
    return {};
}

/// True if a rule was broken by a value that the author could not write.
bool blamesForOthers(const v1::Mutation& mutation, const v1::Outcome& outcome) {
    const auto* type = schema::Schema::instance().type(mutation.type());
    if (type == nullptr || outcome.fault().code() != v1::RULE)
        return false;
    const auto* field = type->field(std::string_view{outcome.fault().path()});
    return field != nullptr && field->merge() == v1::SERVER_ONLY;
}

bool overlap(const std::string& a, const std::string& b) {
    return a.starts_with(b) || b.starts_with(a);
}

std::string name(const std::string& device, std::uint64_t number) {
    return "mutation " + std::to_string(number) + " of device " + base::idText(device);
}

}  // namespace

bool Typed::replaces(const Typed& earlier) const {
    if (record != earlier.record)
        return false;
    return over.contains(earlier.mark) ||
           (store == earlier.store && !forbidden && overlap(path, earlier.path));
}

std::string Typed::text() const {
    auto out =
        " " + (mark.empty() ? "nothing" : mark) + " in .." + base::idText(record).substr(32) + "/" + path;
    for (const auto& each : over)
        out += " over " + each;
    return out;
}

std::string Ledger::newMark() {
    return "#" + std::to_string(++marks_) + ";";
}

std::set<std::string> Ledger::marksIn(std::string_view bytes) {
    std::set<std::string> found;
    for (auto at = bytes.find('#'); at != std::string_view::npos; at = bytes.find('#', at + 1)) {
        auto end = at + 1;
        while (end < bytes.size() && bytes[end] >= '0' && bytes[end] <= '9')
            ++end;
        if (end > at + 1 && end < bytes.size() && bytes[end] == ';')
            found.emplace(bytes.substr(at, end + 1 - at));
    }
    return found;
}

void Ledger::add(Typed value) {
    // What goes into the same mutation as its author's last value took the place of what that one did.
    for (const auto place : unsent_[value.store])
        if (const auto& earlier = values_[place]; value.replaces(earlier))
            value.over.insert(earlier.over.begin(), earlier.over.end());
    // What an own value hid had been before their eyes too.
    for (const auto& earlier : values_)
        if (earlier.store == value.store && earlier.record == value.record &&
            value.over.contains(earlier.mark))
            value.over.insert(earlier.over.begin(), earlier.over.end());
    for (const auto& seen : affirmed_[value.store])
        if (seen.record == value.record && overlap(seen.path, value.path))
            value.over.insert(seen.marks.begin(), seen.marks.end());
    value.over.erase(value.mark);
    unsent_[value.store].push_back(values_.size());
    values_.push_back(std::move(value));
}

void Ledger::chose(std::size_t store, const std::string& record, const std::string& path,
                   std::string_view stands, std::string_view offered) {
    const auto standing = marksIn(stands);
    auto seen = marksIn(offered);
    seen.insert(standing.begin(), standing.end());
    affirmed_[store].push_back({record, path, seen});
    for (const auto& mark : seen)
        if (!standing.contains(mark))
            settledAgainst_.emplace(record, mark);
}

void Ledger::typed(std::size_t store, std::int64_t time, const schema::RecordType& type,
                   const std::string& record, const google::protobuf::Message& before,
                   const google::protobuf::Message& after, const std::set<std::string>& beside) {
    tried_.erase(store);
    for (const auto& path : schema::differences(before, after, type)) {
        auto over = marksIn(schema::partialOf(before, type, {path})->SerializeAsString());
        over.insert(beside.begin(), beside.end());
        const auto is = marksIn(schema::partialOf(after, type, {path})->SerializeAsString());
        for (const auto& mark : is)
            over.erase(mark);
        const auto where = schema::pathText(type, path);
        for (const auto& mark : is)
            add({mark, record, where, store, over, 0, time, false});
        if (is.empty() && !over.empty())
            add({{}, record, where, store, over, 0, time, false});  // taken away, with nothing in its place
    }
}

void Ledger::tries(std::size_t store, std::int64_t time, const schema::RecordType& type,
                   const std::string& record, const google::protobuf::Message& before,
                   const google::protobuf::Message& after) {
    const auto copyOf = [](const google::protobuf::Message& message) {
        std::unique_ptr<google::protobuf::Message> copy{message.New()};
        copy->CopyFrom(message);
        return copy;
    };
    tried_.insert_or_assign(store, Tried{time, &type, record, copyOf(before), copyOf(after)});
}

void Ledger::lookedAgain(std::size_t store,
                         const std::function<const google::protobuf::Message*(const schema::RecordType&,
                                                                              const std::string&)>& now) {
    const auto at = tried_.find(store);
    if (at == tried_.end())
        return;
    const auto& tried = at->second;
    const auto* there = now(*tried.type, tried.record);
    if (there == nullptr)
        return;
    const auto changed = schema::differences(*tried.before, *tried.after, *tried.type);
    const auto other = schema::differences(*there, *tried.after, *tried.type);
    const bool wasStored = std::none_of(changed.begin(), changed.end(), [&](const schema::Path& path) {
        return std::find(other.begin(), other.end(), path) != other.end();
    });
    // If not, it may still come: what a failed fsync left in the file is there when the program starts again.
    if (!wasStored)
        return;
    const auto stored = std::move(at->second);
    typed(store, stored.time, *stored.type, stored.record, *stored.before, *stored.after);
}

void Ledger::created(std::size_t store, std::int64_t time, const schema::RecordType& type,
                     const std::string& record, const google::protobuf::Message& after) {
    const auto nothing = type.make();
    typed(store, time, type, record, *nothing, after);
}

void Ledger::forbidden(std::size_t store, const std::string& record, std::string_view partial,
                       std::string_view over) {
    for (const auto& mark : marksIn(partial))
        add({mark, record, {}, store, marksIn(over), 0, 0, true});
}

void Ledger::typedAgain(std::size_t store, const std::string& record, std::string_view partial) {
    const auto marks = marksIn(partial);
    for (std::size_t i = 0; i < values_.size(); ++i) {
        auto& value = values_[i];
        if (value.store != store || value.record != record || !marks.contains(value.mark))
            continue;
        value.number = 0;
        unsent_[store].push_back(i);
    }
}

bool Ledger::isReplaced(const Typed& value) const {
    return std::any_of(values_.begin(), values_.end(),
                       [&](const Typed& later) { return &later > &value && later.replaces(value); });
}

bool Ledger::wasErased(const Typed& value) const {
    return value.number == 0 &&
           std::any_of(deletions_.begin(), deletions_.end(), [&](const Erased& deletion) {
               return deletion.store == value.store && deletion.record == value.record;
           });
}

void Ledger::givenUp(std::size_t store, std::string_view partial) {
    for (const auto& mark : marksIn(partial))
        givenUp_.emplace(store, mark);
}

void Ledger::copyStore(std::size_t from, std::size_t to) {
    devices_[to] = deviceOf(from);
    // Whichever of the two speaks first takes along what waits in both.
    for (const auto place : unsent_[from]) {
        auto value = values_[place];
        if (!isOwed(value) || isReplaced(values_[place]) || wasErased(values_[place]))
            continue;
        value.store = to;
        unsent_[to].push_back(values_.size());
        values_.push_back(std::move(value));
    }
}

void Ledger::erased(std::size_t store, const std::string& record, std::set<std::string> seen) {
    // What their own unsent values hide they saw when they typed those.
    for (const auto& value : values_)
        if (value.store == store && seen.contains(value.mark))
            seen.insert(value.over.begin(), value.over.end());
    deletions_.push_back({record, store, std::move(seen)});
}

void Ledger::signedOff(std::size_t store, std::uint64_t time, std::vector<Signed> records) {
    signatures_.try_emplace({store, time}, std::move(records));
}

bool Ledger::isOwed(const Typed& value) const {
    if (gone_.contains(value.store) || givenUp_.contains({value.store, value.mark}))
        return false;
    const auto* sent = value.number == 0 ? nullptr : sentBy(value.store, value.number);
    return sent == nullptr || sent->outcome || !sent->stoodOnce || !late_.contains(value.store);
}

std::vector<std::size_t> Ledger::handedOverBy(const std::string& device) const {
    std::vector<std::size_t> stores;
    std::copy_if(handedOver_.begin(), handedOver_.end(), std::back_inserter(stores),
                 [&](std::size_t store) { return deviceOf(store) == device; });
    return stores;
}

bool Ledger::wasHidden(const schema::RecordType& type, int field) const {
    return std::any_of(hidden_.begin(), hidden_.end(), [&](const auto& each) {
        return std::get<1>(each) == type.number() && std::get<2>(each) == field;
    });
}

bool Ledger::stoodByEffect(const std::string& record, const std::string& mark) const {
    // Also of whoever wrote again what stood there, to settle a conflict.
    return std::any_of(sent_.begin(), sent_.end(), [&](const auto& one) {
        const auto& sent = one.second;
        return sent.mutation.id() == record && sent.tookEffect() &&
               sent.mutation.partial().find(mark) != std::string::npos;
    });
}

bool Ledger::wroteAgain(const Typed& value) const {
    const auto& device = deviceOf(value.store);
    return std::any_of(sent_.upper_bound({device, value.number}), sent_.end(), [&](const auto& one) {
        const auto& mutation = one.second.mutation;
        const auto* type = schema::Schema::instance().type(mutation.type());
        return one.first.first == device && mutation.id() == value.record && type != nullptr &&
               std::any_of(mutation.paths().begin(), mutation.paths().end(),
                           [&](const v1::TouchedPath& path) {
                               const schema::Path touched{static_cast<int>(path.field()), path.key(),
                                                          static_cast<int>(path.inner())};
                               return value.path.starts_with(schema::pathText(*type, touched));
                           });
    });
}

void Ledger::left(std::size_t store, const std::string& device, const v1::SyncRequest& request) {
    devices_[store] = device;
    for (const auto& proof : request.proofs())
        if (const auto at = sent_.find({device, proof.number()}); at != sent_.end())
            at->second.proved = true;
    asked_[{store, request.exchange()}] = {request.nonce(), request.mutations_size() > 0};
    for (const auto& bytes : request.mutations()) {
        v1::Mutation mutation;
        if (!mutation.ParseFromString(bytes))
            throw Violation{"I18", "a device sent what is no mutation"};
        const auto hash = hashOf(bytes);
        auto [at, isNew] = sent_.try_emplace({mutation.device(), mutation.number()});
        auto& sent = at->second;
        if (!isNew) {
            // A device that narrows down what the server cannot read sends an empty one under the same
            // number.
            if (sent.hash != hash && !copied_.contains(mutation.device()) && mutation.paths_size() != 0)
                throw Violation{
                    "I2", name(mutation.device(), mutation.number()) + " left with other content before"};
            if (sent.hash != hash)
                continue;
        }
        sent.hash = hash;
        auto& waiting = unsent_[store];
        std::erase_if(waiting, [&](std::size_t place) {
            auto& value = values_[place];
            const bool taken = value.record == mutation.id() && !value.mark.empty() &&
                               mutation.partial().find(value.mark) != std::string::npos;
            if (taken)
                value.number = mutation.number();
            return taken;
        });
        if (mutation.frozen_size() > 0 && mutation.paths_size() > 0)
            if (const auto seen = signatures_.find({store, mutation.paths(0).time()});
                seen != signatures_.end())
                sent.shown = seen->second;
        sent.mutation = std::move(mutation);
    }
}

void Ledger::restored(const std::map<std::string, std::uint64_t>& lastKnown) {
    for (auto& [key, sent] : sent_) {
        const auto at = lastKnown.find(key.first);
        if (at != lastKnown.end() && key.second <= at->second)
            continue;
        sent.tookEffectBefore = sent.tookEffect();
        sent.stoodOnce = sent.stoodOnce || sent.tookEffectBefore;
        sent.outcome.reset();
        sent.unseen = false;
        sent.otherThanShown.clear();
    }
    takesOffers_ = wasRestored_ = true;
    gone_.merge(handedOver_);  // nobody is there to offer it again
    handedOver_.clear();
    nonces_.clear();
    asked_.clear();
}

void Ledger::settled(const std::string& device, const std::string& person, Truth& truth,
                     const v1::SyncResponse& response) {
    for (const auto& outcome : response.settled()) {
        auto& sent = sent_[{device, outcome.number()}];
        if (sent.outcome &&
            (sent.outcome->result() != outcome.result() || sent.outcome->seq() != outcome.seq()))
            throw Violation{"I2", name(device, outcome.number()) + " was settled twice"};
        if (!sent.outcome) {
            sent.decidedAt = truth.lastSeq();
            sent.answeredAt = response.server_time();
            sent.author = truth.reader(person);
            // It took effect by the rights of then, which nobody knows once they changed.
            const auto* record = truth.find(person);
            if (record == nullptr || record->seq > outcome.seq())
                sent.author.role = v1::ROLE_UNSPECIFIED;
        }
        sent.outcome = outcome;
    }
}

void Ledger::answered(std::size_t store, const std::string& device, const std::string& person, Truth& truth,
                      const v1::SyncResponse& response) {
    if (response.restores_size() > 0)
        return;  // it only says which epoch this is
    const auto& asked = asked_[{store, response.exchange()}];
    auto& nonces = nonces_[device];
    if (!nonces.mayAnswer(asked.nonce))
        throw Violation{"I16",
                        "two stores speak for device " + base::idText(device) + ", and both are heard"};
    if (asked.writes)
        nonces.wrote(asked.nonce);
    nonces.given(response.nonce());
    settled(device, person, truth, response);
    for (const auto& outcome : response.outcomes()) {
        const auto at = sent_.find({device, outcome.number()});
        if (outcome.result() == v1::Outcome::PARKED)
            continue;
        if (at == sent_.end())
            throw Violation{"I2", name(device, outcome.number()) + " was answered and never sent"};
        auto& known = at->second.outcome;
        // To a late repeat of what was confirmed long ago; nobody waits for that answer.
        if (outcome.fault().code() == v1::NUMBER_REUSED && (known || copied_.contains(device)))
            continue;
        if (known && (known->result() != outcome.result() || known->seq() != outcome.seq()))
            throw Violation{"I2", name(device, outcome.number()) + " was answered " +
                                      known->ShortDebugString() + ", then " + outcome.ShortDebugString()};
        const bool refused =
            outcome.result() == v1::Outcome::REJECTED || outcome.result() == v1::Outcome::HELD;
        // Of a collected device the managers of its unit have it. Who never heard that it took effect may
        // find that others were first since, or that it is held for a customer's new owner.
        const auto code = outcome.fault().code();
        const bool isHeld = outcome.result() == v1::Outcome::HELD;
        const bool mayBe = (code == v1::DEVICE_COLLECTED && isHeld) ||
                           (!at->second.proved &&
                            (isHeld || code == v1::ALREADY_CLAIMED || code == v1::LOCKED ||
                             code == v1::CHANGED_MEANWHILE || code == v1::GROUP || code == v1::DELETED));
        if (refused && takesOffers_ && at->second.tookEffectBefore && !mayBe && !copied_.contains(device))
            throw Violation{"I17", name(device, outcome.number()) +
                                       " had taken effect, and after a restore it is refused: " +
                                       outcome.fault().ShortDebugString()};
        if (blamesForOthers(at->second.mutation, outcome))
            throw Violation{"I21", name(device, outcome.number()) +
                                       " is refused for what only the server writes: " +
                                       outcome.fault().ShortDebugString()};
        if (!known) {
            at->second.decidedAt = truth.lastSeq();
            at->second.answeredAt = response.server_time();
            at->second.author = truth.reader(person);
            at->second.unseen = wasBeyond(truth, at->second, outcome);
            if (outcome.result() == v1::Outcome::APPLIED || outcome.result() == v1::Outcome::MERGED)
                at->second.otherThanShown = otherThanShown(*this, truth, at->second, outcome);
        }
        known = outcome;
    }
}

const std::string& Ledger::deviceOf(std::size_t store) const {
    static const std::string none;
    const auto at = devices_.find(store);
    return at == devices_.end() ? none : at->second;
}

const Ledger::Sent* Ledger::sentBy(std::size_t store, std::uint64_t number) const {
    const auto at = sent_.find({deviceOf(store), number});
    return at == sent_.end() ? nullptr : &at->second;
}

}  // namespace fieldfare::simulation
