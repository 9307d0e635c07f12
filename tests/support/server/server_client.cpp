#include "tests/support/server/server_client.h"

#include <algorithm>
#include <future>
#include <stdexcept>

#include "shared/base/hybrid_clock.h"
#include "shared/schema/digest.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"

namespace fieldfare::tests {

using google::protobuf::Message;
using schema::RecordType;
using schema::Schema;
using server::sync::Exchange;

ServerClient::ServerClient(ServerSite& site, SitePerson person, std::string device, std::string token_)
    : token{std::move(token_)}, site_{site}, person_{std::move(person)}, device_{std::move(device)} {}

v1::Mutation& ServerClient::queueUp(v1::Mutation::Kind kind, const RecordType& type, const std::string& id) {
    auto& mutation = queue_.emplace_back();
    mutation.set_number(++number);
    mutation.set_device(device_);
    mutation.set_kind(kind);
    mutation.set_type(type.number());
    mutation.set_id(id);
    mutation.set_group(group_);
    mutation.set_time(base::hybridTime(base::epochMs(site_.clock().now()), ++tick_));
    return mutation;
}

std::string ServerClient::createAs(const RecordType& type, const Message& record, const std::string& id) {
    queueUp(v1::Mutation::CREATE, type, id).set_partial(record.SerializeAsString());
    rows_[{type.number(), id}] = {0, {}, record.SerializeAsString()};
    return id;
}

void ServerClient::editAs(const RecordType& type, const std::string& id,
                          const std::function<void(Message&)>& change) {
    auto& row = rows_.at({type.number(), id});
    const auto before = type.parse(row.shown);
    const auto after = type.parse(row.shown);
    change(*after);
    const auto paths = schema::differences(*before, *after, type);
    auto& mutation = queueUp(v1::Mutation::EDIT, type, id);
    mutation.set_partial(schema::partialOf(*after, type, paths)->SerializeAsString());
    for (const auto& path : paths) {
        auto& touched = *mutation.add_paths();
        touched.set_field(static_cast<std::uint32_t>(path.field));
        touched.set_key(path.key);
        touched.set_inner(static_cast<std::uint32_t>(path.inner));
        touched.set_base(row.seq);
        touched.set_time(mutation.time());
    }
    row.shown = after->SerializeAsString();
}

void ServerClient::confirmAs(const RecordType& type, const std::string& id, std::string_view text) {
    const auto& row = rows_.at({type.number(), id});
    const auto path = *schema::parsePath(type, text);
    auto& mutation = queueUp(v1::Mutation::EDIT, type, id);
    mutation.set_partial(schema::partialOf(*type.parse(row.shown), type, {path})->SerializeAsString());
    auto& touched = *mutation.add_paths();
    touched.set_field(static_cast<std::uint32_t>(path.field));
    touched.set_key(path.key);
    touched.set_inner(static_cast<std::uint32_t>(path.inner));
    touched.set_base(row.seq);
    touched.set_time(mutation.time());
}

void ServerClient::eraseAs(const RecordType& type, const std::string& id) {
    // Of everything that is here, so of everything below it.
    auto seen = seqOf(type, id);
    for (const auto& [key, row] : rows_)
        seen = std::max(seen, row.seq);
    queueUp(v1::Mutation::DELETE, type, id).set_base(seen);
}

void ServerClient::together(const std::function<void()>& work) {
    group_ = number + 1;
    work();
    group_ = 0;
}

void ServerClient::forgetQueue() {
    number -= queue_.size();
    queue_.clear();
    for (auto at = rows_.begin(); at != rows_.end();) {
        at->second.shown = at->second.body;
        at = at->second.seq == 0 ? rows_.erase(at) : std::next(at);
    }
}

v1::SyncRequest ServerClient::request() {
    v1::SyncRequest request;
    request.set_protocol(1);
    request.set_epoch(epoch);
    request.set_exchange(++exchange_);
    request.set_nonce(nonce);
    request.set_confirmed(confirmed);
    request.set_rights(rights.version());
    for (const auto& [id, scope] : cursors_)
        *request.add_cursors() = scope.cursor;
    for (const auto& mutation : queue_)
        request.add_mutations(mutation.SerializeAsString());
    for (const auto& [id, scope] : cursors_)
        for (const auto& [type, ids] : scope.masked) {
            auto& range = *request.add_ranges();
            *range.mutable_scope() = scope.cursor.scope();
            range.set_type(type);
            for (const auto& record : ids)
                range.add_ids(record);
        }
    return request;
}

Exchange::Answer ServerClient::sendBytes(const std::string& body) {
    std::promise<Exchange::Answer> promise;
    auto future = promise.get_future();
    site_.exchange().handle(token, body,
                            [&](Exchange::Answer reply) { promise.set_value(std::move(reply)); });
    return future.get();
}

Exchange::Answer ServerClient::send(const v1::SyncRequest& request) {
    return sendBytes(request.SerializeAsString());
}

std::vector<v1::Outcome> ServerClient::exchange() {
    site_.clock().advance(std::chrono::milliseconds{10});
    const auto reply = send(request());
    if (const auto* fault = std::get_if<v1::Fault>(&reply))
        throw schema::FaultError{*fault};
    v1::SyncResponse response;
    if (!response.ParseFromString(std::get<std::string>(reply)))
        throw std::runtime_error{"an answer that cannot be read"};
    return store(response);
}

std::vector<v1::Outcome> ServerClient::store(const v1::SyncResponse& response) {
    answer_ = response;
    nonce = response.nonce();
    epoch = response.epoch();
    if (response.has_rights())
        rights = response.rights();
    queue_.clear();
    for (const auto& outcome : response.outcomes())
        confirmed = std::max<std::uint64_t>(confirmed, outcome.number());
    std::set<ScopeId> readable;
    for (const auto& scope : response.scopes())
        readable.insert({scope.kind(), scope.id()});
    std::erase_if(cursors_, [&](const auto& entry) { return !readable.contains(entry.first); });
    for (const auto& page : response.pages())
        storePage(page);
    for (const auto& answer : response.ranges())
        storeRange(answer);
    if (response.complete()) {
        dropUnseen();
        for (const auto& page : response.pages())
            compare(page);
    }
    for (auto& [key, row] : rows_)
        row.shown = row.body;
    return {response.outcomes().begin(), response.outcomes().end()};
}

void ServerClient::storePage(const v1::ScopePage& page) {
    auto& scope = cursors_[{page.scope().kind(), page.scope().id()}];
    if (page.listed_anew()) {
        for (const auto& [key, seq] : scope.feed)
            scope.unlisted.insert(key);
        scope.masks.clear();
    }
    std::uint64_t last = page.listed_anew() ? 0 : scope.cursor.seq();
    const auto follow = [&](std::uint64_t seq) {
        if (seq <= scope.cursor.seq() && !page.listed_anew())
            throw std::runtime_error{"a change that was read before"};
        last = std::max(last, seq);
    };
    std::map<std::uint32_t, std::uint32_t> masks;
    for (const auto& told : page.masks())
        masks[told.type()] = told.mask();
    for (const auto& row : page.rows()) {
        follow(row.feed_seq());
        scope.masks[row.type()].insert(masks[row.type()]);
        const RecordKey key{row.type(), row.id()};
        if (row.body().empty() || row.seq() == 0)
            throw std::runtime_error{"a row without body or seq"};
        scope.feed[key] = row.feed_seq();
        scope.unlisted.erase(key);
        if (auto& here = rows_[key]; row.seq() >= here.seq)
            here = {row.seq(), row.body(), row.body()};
        removals_.erase(row.id());
    }
    for (const auto& removal : page.removals()) {
        follow(removal.feed_seq());
        scope.feed.erase({removal.type(), removal.id()});
        scope.unlisted.erase({removal.type(), removal.id()});
        removals_[removal.id()] = removal.reason();
    }
    if (page.seq() < last)
        throw std::runtime_error{"a cursor behind its rows"};
    *scope.cursor.mutable_scope() = page.scope();
    scope.cursor.set_generation(page.generation());
    scope.cursor.set_seq(page.seq());
    if (page.complete()) {
        for (const auto& key : scope.unlisted)
            scope.feed.erase(key);
        scope.unlisted.clear();
    }
}

void ServerClient::dropUnseen() {
    std::set<RecordKey> seen;
    for (const auto& [id, scope] : cursors_)
        for (const auto& [key, seq] : scope.feed)
            seen.insert(key);
    std::erase_if(rows_, [&](const auto& entry) { return !seen.contains(entry.first); });
}

void ServerClient::storeRange(const v1::RangeAnswer& answer) {
    auto& scope = cursors_.at({answer.scope().kind(), answer.scope().id()});
    const auto wanted = scope.masked.find(answer.type());
    if (wanted == scope.masked.end())
        throw std::runtime_error{"an answer about a range that nobody asked for"};
    for (const auto& row : answer.rows()) {
        const RecordKey key{row.type(), row.id()};
        if (scope.feed.at(key) != row.feed_seq())
            throw std::runtime_error{"a record that stands elsewhere than its feed says"};
        rows_[key] = {row.seq(), row.body(), row.body()};
        wanted->second.erase(row.id());
    }
    for (const auto& id : answer.absent())
        wanted->second.erase(id);
    scope.masks[answer.type()].insert(answer.mask());
    if (wanted->second.empty())
        scope.masks[answer.type()] = {answer.mask()};
}

void ServerClient::compare(const v1::ScopePage& page) {
    auto& scope = cursors_.at({page.scope().kind(), page.scope().id()});
    std::map<std::uint32_t, schema::Digest> mine;
    for (const auto& [key, seq] : scope.feed)
        mine[key.first].add(key.second, seq);
    std::map<std::uint32_t, std::pair<std::uint64_t, std::uint64_t>> there;
    scope.masked.clear();
    for (const auto& digest : page.digests()) {
        there[digest.type()] = {digest.count(), digest.digest()};
        if (scope.masks[digest.type()] == std::set<std::uint32_t>{digest.mask()})
            continue;
        for (const auto& [key, seq] : scope.feed)
            if (key.first == digest.type())
                scope.masked[digest.type()].insert(key.second);
    }
    std::map<std::uint32_t, std::pair<std::uint64_t, std::uint64_t>> here;
    for (const auto& [type, digest] : mine) {
        const auto told = std::find_if(page.digests().begin(), page.digests().end(),
                                       [number = type](const auto& one) { return one.type() == number; });
        here[type] = {digest.count, digest.masked(told == page.digests().end() ? 0 : told->mask())};
    }
    if (here != there)
        throw std::runtime_error{"digests differ in " + page.scope().ShortDebugString()};
}

std::vector<v1::Outcome> ServerClient::sync() {
    auto outcomes = exchange();
    for (exchanges = 1; !answer_.complete() || isMasked(); ++exchanges) {
        if (exchanges > 1000)
            throw std::runtime_error{"the pull does not end"};
        exchange();
    }
    return outcomes;
}

bool ServerClient::isMasked() const {
    return std::any_of(cursors_.begin(), cursors_.end(),
                       [](const auto& entry) { return !entry.second.masked.empty(); });
}

v1::Outcome ServerClient::syncOne() {
    auto outcomes = sync();
    if (outcomes.size() != 1)
        throw std::runtime_error{"not one outcome"};
    return outcomes.front();
}

v1::FaultCode ServerClient::faultOfExchange() {
    try {
        exchange();
        return v1::FAULT_CODE_UNSPECIFIED;
    } catch (const schema::FaultError& error) {
        return error.fault().code();
    }
}

std::uint64_t ServerClient::seqOf(const RecordType& type, const std::string& id) const {
    const auto at = rows_.find({type.number(), id});
    return at == rows_.end() ? 0 : at->second.seq;
}

v1::Removal::Reason ServerClient::removal(const std::string& id) const {
    const auto at = removals_.find(id);
    return at == removals_.end() ? v1::Removal::REASON_UNSPECIFIED : at->second;
}

}  // namespace fieldfare::tests
