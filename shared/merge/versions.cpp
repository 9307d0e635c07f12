#include "shared/merge/versions.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "shared/base/planted_bug.h"

namespace fieldfare::merge {
namespace {

void putNumber(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U)
        out += static_cast<char>(value | 0x80U);
    out += static_cast<char>(value);
}

void putBytes(std::string& out, std::string_view bytes) {
    putNumber(out, bytes.size());
    out += bytes;
}

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_{bytes} {}

    [[nodiscard]] bool atEnd() const { return rest_.empty(); }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest_.empty())
                break;
            const auto octet = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(octet & 0x7FU) << shift;
            if (octet < 0x80U)
                return value;
        }
        throw std::runtime_error{"damaged path versions"};
    }
    std::string bytes() {
        const auto size = number();
        if (size > rest_.size())
            throw std::runtime_error{"damaged path versions"};
        std::string out{rest_.substr(0, size)};
        rest_.remove_prefix(size);
        return out;
    }

  private:
    std::string_view rest_;
};

void putVersion(std::string& out, const Version& version,
                std::vector<std::pair<std::string, std::string>>& authors) {
    putNumber(out, version.seq);
    putNumber(out, version.time);
    putNumber(out, version.author.number);
    // Few people and devices change a record: each is spelled out once.
    const std::pair who{version.author.person, version.author.device};
    const auto at = std::find(authors.begin(), authors.end(), who);
    putNumber(out, static_cast<std::uint64_t>(at - authors.begin()));
    if (at == authors.end()) {
        putBytes(out, who.first);
        putBytes(out, who.second);
        authors.push_back(who);
    }
}

Version readVersion(Reader& in, std::vector<std::pair<std::string, std::string>>& authors) {
    Version version;
    version.seq = in.number();
    version.time = in.number();
    version.author.number = in.number();
    const auto who = in.number();
    if (who == authors.size()) {
        auto person = in.bytes();
        authors.emplace_back(std::move(person), in.bytes());
    }
    if (who >= authors.size())
        throw std::runtime_error{"damaged path versions"};
    version.author.person = authors[who].first;
    version.author.device = authors[who].second;
    return version;
}

}  // namespace

bool isLater(const Version& a, const Version& b) {
    return std::tie(a.time, a.author.device, a.author.number) >
           std::tie(b.time, b.author.device, b.author.number);
}

const Version& Unseen::latest() const {
    return inside == nullptr || (whole != nullptr && isLater(*whole, *inside)) ? *whole : *inside;
}

Versions Versions::unpack(std::string_view blob) {
    if (blob.empty())
        return {};
    Reader in{blob};
    std::vector<std::pair<std::string, std::string>> authors;
    Versions versions{readVersion(in, authors)};
    while (!in.atEnd()) {
        schema::Path path;
        path.field = static_cast<int>(in.number());
        path.key = in.bytes();
        path.inner = static_cast<int>(in.number());
        versions.entries_.push_back({std::move(path), readVersion(in, authors)});
    }
    return versions;
}

std::string Versions::pack() const {
    std::string out;
    out.reserve(64 + entries_.size() * 32);
    std::vector<std::pair<std::string, std::string>> authors;
    putVersion(out, creation_, authors);
    for (const auto& entry : entries_) {
        putNumber(out, static_cast<std::uint64_t>(entry.path.field));
        putBytes(out, entry.path.key);
        putNumber(out, static_cast<std::uint64_t>(entry.path.inner));
        putVersion(out, entry.version, authors);
    }
    return out;
}

const Version& Versions::of(const schema::Path& path) const {
    const Version* last = &creation_;
    for (const auto& entry : entries_)
        if ((entry.path.covers(path) || path.covers(entry.path)) && entry.version.seq >= last->seq)
            last = &entry.version;
    return *last;
}

Unseen Versions::unseen(const schema::Path& path, std::uint64_t base, const Author& author) const {
    const auto saw = [&](const Version& version) {
        return version.seq <= base ||
               (version.author.person == author.person &&
                (version.author.device == author.device || base::isPlanted("same-person-saw-it")) &&
                version.author.number < author.number);
    };
    // Of the path and what is around it the last change alone counts: it was laid over the others. Places
    // inside it changed each on its own.
    Unseen out;
    const Version* last = &creation_;
    for (const auto& entry : entries_) {
        if (entry.path.covers(path)) {
            if (entry.version.seq >= last->seq)
                last = &entry.version;
        } else if (path.covers(entry.path) && !saw(entry.version) &&
                   (out.inside == nullptr || isLater(entry.version, *out.inside))) {
            out.inside = &entry.version;
        }
    }
    if (!saw(*last))
        out.whole = last;
    return out;
}

bool Versions::changedByOthers(std::uint64_t seq, const Author& author,
                               const std::function<bool(const schema::Path&)>& counts) const {
    const auto byOthers = [&](const Version& version) {
        return version.seq > seq &&
               (version.author.person != author.person || version.author.device != author.device ||
                version.author.number > author.number);
    };
    return byOthers(creation_) || std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
               return byOthers(entry.version) && (!counts || counts(entry.path));
           });
}

std::optional<std::vector<schema::Path>> Versions::changedSince(std::uint64_t seq) const {
    if (creation_.seq > seq)
        return std::nullopt;
    std::vector<schema::Path> changed;
    for (const auto& entry : entries_) {
        if (entry.version.seq <= seq)
            continue;
        if (entry.path.field == 0)
            return std::nullopt;
        changed.push_back(entry.path);
    }
    return changed;
}

void Versions::set(const schema::Path& path, Version version) {
    std::erase_if(entries_, [&](const Entry& entry) { return path.covers(entry.path); });
    entries_.push_back({path, std::move(version)});
}

}  // namespace fieldfare::merge
