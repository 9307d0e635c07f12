#pragma once

#include <algorithm>
#include <functional>

#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/merge/merge.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"

/// One record at a server and the people who edit it, for the tests of merging.
namespace fieldfare::tests {

using google::protobuf::Message;
using merge::Merged;
using merge::Version;
using merge::Versions;
using schema::Path;
using schema::Schema;

inline const std::string idA(16, 'a');
inline const std::string idB(16, 'b');

/// Somebody with a device that numbers their edits.
struct Editor {
    explicit Editor(std::string name, std::string deviceName = {})
        : person{std::move(name)}, device{deviceName.empty() ? person + "'s" : std::move(deviceName)} {}
    std::string person;
    std::string device;
    std::uint64_t number = 0;
    v1::Role role = v1::REP;
    bool assigns = false;
};

/// One record at a server that remembers what it showed at every seq.
template <typename Record>
class Site {
  public:
    explicit Site(Editor& creator, const Record& record = {}) : record_{record} {
        schema::canonicalise(record_, type());
        versions_ = Versions{Version{1, 1, {creator.person, creator.device, ++creator.number}}};
        shown_.push_back(record_);
        shown_.push_back(record_);
    }

    /// `who` was shown the record as of `seen` and makes of it what `change` says.
    Merged edit(Editor& who, std::uint64_t seen, base::HybridTime time,
                const std::function<void(Record&)>& change) {
        Record mine = shown_.at(seen);
        change(mine);
        return send(who, seen, time, mine, schema::differences(shown_.at(seen), mine, type()));
    }
    /// The same of these paths, whether they differ from what was shown or not.
    Merged send(Editor& who, std::uint64_t seen, base::HybridTime time, const Record& values,
                const std::vector<Path>& paths) {
        const auto partial = schema::partialOf(values, type(), paths);
        merge::Edit edit;
        edit.author = {who.person, who.device, ++who.number};
        edit.role = who.role;
        edit.assigns = who.assigns;
        edit.ownRecord = who.person == versions_.creation().author.person;
        edit.partial = partial.get();
        for (const auto& path : paths)
            edit.paths.push_back({path, seen, time});
        auto merged = merge::merge(type(), record_, versions_, edit, shown_.size());
        schema::canonicalise(record_, type());
        shown_.push_back(record_);
        // What is stored is what is read back.
        versions_ = Versions::unpack(versions_.pack());
        return merged;
    }

    [[nodiscard]] std::uint64_t seq() const { return shown_.size() - 1; }
    [[nodiscard]] const Record& record() const { return record_; }
    [[nodiscard]] const Versions& versions() const { return versions_; }
    [[nodiscard]] static const schema::RecordType& type() { return Schema::of<Record>(); }

  private:
    Record record_;
    Versions versions_;
    std::vector<Record> shown_;
};

using CustomerSite = Site<v1::Customer>;
using QuoteSite = Site<v1::Quote>;

inline Path path(const schema::RecordType& type, std::string_view text) {
    return *schema::parsePath(type, text);
}

inline v1::Quote quoteWithLines() {
    v1::Quote quote;
    for (const auto& id : {idA, idB}) {
        auto& line = *quote.add_lines();
        line.set_id(id);
        line.set_quantity_milli(1000);
        line.set_discount_bp(100);
    }
    return quote;
}

inline v1::Phone* phone(v1::Customer& customer, const std::string& id) {
    for (auto& item : *customer.mutable_phones())
        if (item.id() == id)
            return &item;
    auto* added = customer.add_phones();
    added->set_id(id);
    return added;
}

inline void removeTag(v1::Customer& customer, const std::string& tag) {
    auto& tags = *customer.mutable_tags();
    tags.erase(std::remove(tags.begin(), tags.end(), tag), tags.end());
}

inline v1::Line& line(v1::Quote& quote, const std::string& id) {
    return *std::find_if(quote.mutable_lines()->begin(), quote.mutable_lines()->end(),
                         [&](const v1::Line& each) { return each.id() == id; });
}

inline void removeLine(v1::Quote& quote, const std::string& id) {
    auto& lines = *quote.mutable_lines();
    lines.erase(
        std::remove_if(lines.begin(), lines.end(), [&](const v1::Line& each) { return each.id() == id; }),
        lines.end());
}

inline const auto notes = [](const char* text) { return [text](v1::Customer& c) { c.set_notes(text); }; };
inline const auto named = [](const char* text) { return [text](v1::Customer& c) { c.set_name(text); }; };
inline const auto tagged = [](const char* text) { return [text](v1::Customer& c) { c.add_tags(text); }; };
inline const auto untagged = [](const char* text) { return [text](v1::Customer& c) { removeTag(c, text); }; };
inline const auto contactAt = [](std::int64_t at) {
    return [at](v1::Customer& c) { c.set_last_contact_at(at); };
};
inline const auto owned = [](const std::string& who) {
    return [who](v1::Customer& c) { c.set_owner_id(who); };
};

}  // namespace fieldfare::tests
