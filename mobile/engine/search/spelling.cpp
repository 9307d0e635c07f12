#include "mobile/engine/search/spelling.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <unicode/utf8.h>

#include "mobile/engine/search/readings.h"

namespace fieldfare::search {

namespace {

constexpr std::size_t kMostNameUnits = 40;           // more make a field prose
constexpr std::size_t kMostUnits = 200;              // spelled in a field
constexpr std::size_t kMostAlternativeBytes = 1024;  // of spellings beside the customary ones in a field
constexpr std::size_t kLongestWord = 32;             // bytes; a longer one ends the run
constexpr std::size_t kMostSpellings = 16;           // of a run or window
constexpr std::size_t kMostInherited = 4;            // spellings of what a window repeats of the one before
constexpr std::size_t kNeighbours = 4;               // of a character with several readings in its window
constexpr std::size_t kMostWays = 6;

/// A character or word of a run and its distinct spellings in one style, the customary one first.
struct Unit {
    std::array<std::string_view, kMostWays> ways;
    std::size_t count = 0;

    void add(std::string_view way) {
        if (count < kMostWays && std::find(ways.begin(), ways.begin() + count, way) == ways.begin() + count)
            ways[count++] = way;
    }
};

/// A Latin word or number as it stands, or a character's readings, or else what ends a run.
struct Part {
    std::string_view word;
    std::span<const Syllable> readings;

    [[nodiscard]] bool isBreak() const { return word.empty() && readings.empty(); }
};

using Style = std::string_view (Syllable::*)() const;

class Speller {
  public:
    Speller(bool prose, std::string& out) : prose_{prose}, out_{out} {}

    void spell(std::span<const Part> run) {
        known_ = prose_ ? out_.size() : 0;
        spell(run, &Syllable::text);
        if (prose_)
            return;
        spell(run, &Syllable::initial);
        const auto isLong = [](const Syllable& syllable) { return syllable.longInitial().size() > 1; };
        const auto hasLong = [&](const Part& part) {
            return std::any_of(part.readings.begin(), part.readings.end(), isLong);
        };
        if (std::any_of(run.begin(), run.end(), hasLong))
            spell(run, &Syllable::longInitial);
    }

  private:
    void spell(std::span<const Part> run, Style style) {
        units_.clear();
        std::size_t spellings = 1;
        for (const Part& part : run) {
            Unit& unit = units_.emplace_back();
            if (part.readings.empty())
                unit.add(part.word);
            for (const Syllable& syllable : part.readings)
                unit.add((syllable.*style)());
            spellings = std::min(spellings * unit.count, kMostSpellings + 1);
        }
        const bool whole = spellings <= kMostSpellings && !prose_;
        write(0, units_.size(), whole ? spellings : 1);
        if (!whole)
            writeWindows();
    }

    void writeWindows() {
        const std::size_t size = units_.size();
        std::size_t next = 0;
        while (true) {
            while (next < size && units_[next].count == 1)
                ++next;
            if (next == size)
                return;
            std::size_t from = next;
            std::size_t spellings = 1;
            while (from > 0 && next - from < kNeighbours &&
                   spellings * units_[from - 1].count <= kMostInherited)
                spellings *= units_[--from].count;
            spellings *= units_[next].count;
            std::size_t last = next;  // with several readings
            std::size_t to = next + 1;
            while (to < size && to - last <= kNeighbours && spellings * units_[to].count <= kMostSpellings) {
                if (units_[to].count > 1)
                    last = to;
                spellings *= units_[to++].count;
            }
            write(from, to, spellings);
            next = last + 1;
        }
    }

    /// The first `spellings` combinations of the units from `from` to `to`, the customary one first.
    void write(std::size_t from, std::size_t to, std::size_t spellings) {
        for (std::size_t n = 0; n < spellings; ++n) {
            if (n > 0 && alternativeBytes_ >= kMostAlternativeBytes)
                return;
            line_.clear();
            std::size_t choice = n;
            for (std::size_t i = from; i < to; ++i) {
                line_ += units_[i].ways[choice % units_[i].count];
                choice /= units_[i].count;
            }
            if (out_.find(line_, known_) != std::string::npos)
                continue;
            out_ += '\n';
            out_ += line_;
            if (n > 0 || from > 0)
                alternativeBytes_ += line_.size() + 1;
        }
    }

    bool prose_;
    std::string& out_;
    std::size_t known_ = 0;  // from here on, `out_` is searched for what a line would repeat
    std::size_t alternativeBytes_ = 0;
    std::vector<Unit> units_;
    std::string line_;
};

bool isWordByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// The words, Chinese characters and breaks of a field, up to kMostUnits of the former two.
std::vector<Part> partsOf(std::string_view folded) {
    std::vector<Part> parts;
    parts.reserve(std::min(2 * kMostUnits, folded.size() / 2 + 1));
    std::size_t units = 0;
    for (std::size_t i = 0; i < folded.size() && units < kMostUnits;) {
        const std::size_t begin = i;
        Part part;
        if (isWordByte(folded[i])) {
            while (i < folded.size() && isWordByte(folded[i]))
                ++i;
            if (i - begin <= kLongestWord)
                part.word = folded.substr(begin, i - begin);
        } else {
            UChar32 c = 0;
            U8_NEXT(folded.data(), i, folded.size(), c);
            part.readings = readings(static_cast<char32_t>(c));
        }
        if (!part.isBreak())
            ++units;
        if (!part.isBreak() || (!parts.empty() && !parts.back().isBreak()))
            parts.push_back(part);
    }
    return parts;
}

}  // namespace

void appendSpellings(std::string_view folded, std::string& out) {
    if (std::none_of(folded.begin(), folded.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xE3; }))
        return;  // no Chinese
    const std::vector<Part> parts = partsOf(folded);
    const auto isUnit = [](const Part& part) { return !part.isBreak(); };
    const auto units = static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), isUnit));
    Speller speller{units > kMostNameUnits, out};
    for (auto begin = parts.begin(); begin != parts.end();) {
        const auto end = std::find_if_not(begin, parts.end(), isUnit);
        if (std::any_of(begin, end, [](const Part& part) { return !part.readings.empty(); }))
            speller.spell({begin, end});
        begin = std::find_if(end, parts.end(), isUnit);
    }
}

}  // namespace fieldfare::search
