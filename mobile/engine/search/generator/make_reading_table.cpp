// Turns Unihan_Readings.txt (standard input) into the C++ source named by the first argument: for every
// character its Mandarin readings without tone, the usual one first. See readings.h for the layout.
//
// Taken are kMandarin (the customary reading), kHanyuPinlu (readings by frequency) and kXHC1983 (readings of
// the standard dictionary): together they hold the readings of everyday characters with several
// (U+884C xing and hang). kHanyuPinyin adds mostly readings found in classical texts alone and is left out.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace {

constexpr char32_t kDenseFirst = 0x3400;  // nearly every character of names lies in this stretch
constexpr char32_t kDenseLast = 0x9FFF;
constexpr std::size_t kFewestCharacters = 30'000;  // Unicode 15 has 41,419; fewer means a cut input
constexpr std::size_t kLongestSyllable = 7;        // the room in Syllable::letters

struct Sources {
    std::vector<std::string> mandarin, pinlu, xhc;
};

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in{text};
    for (std::string part; std::getline(in, part, separator);) {
        if (!part.empty())
            parts.push_back(part);
    }
    return parts;
}

/// "lǜ" -> {"lv", "lu"}: both are typed for u with diaeresis, which keyboards lack. Otherwise one.
std::vector<std::string> withoutTone(const std::string& pinyin) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status))
        throw std::runtime_error{"ICU has no normalisation data"};
    const icu::UnicodeString letters = nfd->normalize(icu::UnicodeString::fromUTF8(pinyin), status);
    std::string plain, typed;
    for (int32_t i = 0; i < letters.length(); ++i) {
        const char16_t c = letters[i];
        if (c == 0x0308) {  // diaeresis, after its u
            if (!typed.empty() && typed.back() == 'u')
                typed.back() = 'v';
        } else if (c >= 'a' && c <= 'z') {
            plain += static_cast<char>(c);
            typed += static_cast<char>(c);
        } else if (u_charType(c) != U_NON_SPACING_MARK) {
            throw std::runtime_error{"not a pinyin syllable: " + pinyin};
        }
    }
    if (plain.empty() || plain.size() > kLongestSyllable)
        throw std::runtime_error{"not a pinyin syllable: " + pinyin};
    if (typed == plain)
        return {plain};
    return {typed, plain};
}

std::map<char32_t, Sources> readUnihan(std::istream& in) {
    std::map<char32_t, Sources> characters;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#')
            continue;
        const std::vector<std::string> cells = split(line, '\t');
        if (cells.size() < 3 || !cells[0].starts_with("U+"))
            throw std::runtime_error{"not a line of Unihan: " + line};
        const std::string& field = cells[1];
        if (field != "kMandarin" && field != "kHanyuPinlu" && field != "kXHC1983")
            continue;
        Sources& sources = characters[static_cast<char32_t>(std::stoul(cells[0].substr(2), nullptr, 16))];
        for (const std::string& item : split(cells[2], ' ')) {
            if (field == "kMandarin")
                sources.mandarin.push_back(item);
            else if (field == "kHanyuPinlu")  // xíng(2943)
                sources.pinlu.push_back(item.substr(0, item.find('(')));
            else  // 0442.080:háng
                sources.xhc.push_back(item.substr(item.find(':') + 1));
        }
    }
    return characters;
}

std::vector<std::string> readingsOf(const Sources& sources) {
    std::vector<std::string> readings;
    for (const auto* list : {&sources.mandarin, &sources.pinlu, &sources.xhc}) {
        for (const std::string& pinyin : *list) {
            for (const std::string& reading : withoutTone(pinyin)) {
                if (std::find(readings.begin(), readings.end(), reading) == readings.end())
                    readings.push_back(reading);
            }
        }
    }
    return readings;
}

void write(std::ostream& out, const std::map<char32_t, Sources>& characters) {
    std::map<std::vector<std::string>, std::size_t> numbers;  // of each distinct list of readings; 0 is none
    std::vector<std::vector<std::string>> lists{{}};
    std::map<char32_t, std::size_t> listOf;
    for (const auto& [character, sources] : characters) {
        const std::vector<std::string> readings = readingsOf(sources);
        const auto [found, added] = numbers.try_emplace(readings, lists.size());
        if (added)
            lists.push_back(readings);
        listOf[character] = found->second;
    }

    out << "// Made from Unihan_Readings.txt by make_reading_table.\n#include "
           "\"mobile/engine/search/readings.h\"\n\n"
           "namespace fieldfare::search::table {\n\nconst Syllable kSyllables[] = {\n";
    std::size_t syllables = 0;
    std::vector<std::size_t> firsts;
    for (const auto& list : lists) {
        firsts.push_back(syllables);
        for (const std::string& reading : list) {
            out << "{\"" << reading << "\"," << reading.size() << "},";
            ++syllables;
        }
        out << '\n';
    }
    firsts.push_back(syllables);
    if (syllables > 0xFFFF)
        throw std::runtime_error{"more readings than 16 bits can number"};
    out << "};\n\nconst std::uint16_t kFirstOfList[] = {";
    for (const std::size_t first : firsts)
        out << first << ',';
    out << "};\n\nconst std::uint16_t kDense[] = {\n";
    for (char32_t c = kDenseFirst; c <= kDenseLast; ++c) {
        const auto found = listOf.find(c);
        out << (found == listOf.end() ? 0 : found->second) << (c % 32 == 31 ? ",\n" : ",");
    }
    out << "};\n\nconst Elsewhere kElsewhere[] = {\n";
    std::size_t elsewhere = 0;
    for (const auto& [character, list] : listOf) {
        if (character >= kDenseFirst && character <= kDenseLast)
            continue;
        out << '{' << static_cast<std::uint32_t>(character) << ',' << list << "},"
            << (++elsewhere % 16 == 0 ? "\n" : "");
    }
    out << "};\nconst std::size_t kElsewhereCount = " << elsewhere
        << ";\n\n}  // namespace fieldfare::search::table\n";
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc != 2)
            throw std::runtime_error{
                "usage: bzcat Unihan_Readings.txt.bz2 | make_reading_table <source to write>"};
        const std::map<char32_t, Sources> characters = readUnihan(std::cin);
        if (characters.size() < kFewestCharacters)
            throw std::runtime_error{"only " + std::to_string(characters.size()) +
                                     " characters have readings: is the input cut?"};
        std::ofstream out{argv[1], std::ios::trunc};
        write(out, characters);
        out.close();
        if (!out)
            throw std::runtime_error{std::string{"cannot write "} + argv[1]};
    } catch (const std::exception& error) {
        std::cerr << "make_reading_table: " << error.what() << '\n';
        if (argc == 2)
            std::remove(argv[1]);
        return 1;
    }
    return 0;
}
