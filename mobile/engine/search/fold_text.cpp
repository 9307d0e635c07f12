#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "mobile/engine/search/search_text.h"

namespace fieldfare::search {

namespace {

constexpr char kDropped = 0;

constexpr std::array<char, 128> makeAsciiTable() {
    std::array<char, 128> table{};
    for (int c = 0; c < 128; ++c)
        table[static_cast<std::size_t>(c)] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    for (int c = 0; c <= 32; ++c)
        table[static_cast<std::size_t>(c)] = ' ';
    table[127] = ' ';
    table['\''] = kDropped;
    table['`'] = kDropped;
    return table;
}

constexpr std::array<char, 128> kAscii = makeAsciiTable();

/// Letters that Unicode does not decompose although they are typed, and heard, as plain ones.
constexpr std::string_view plainLetters(UChar32 c) {
    switch (c) {
        case 0x00E6:
            return "ae";
        case 0x00F0:
            return "d";  // eth
        case 0x00F8:
            return "o";  // stroke
        case 0x00FE:
            return "th";  // thorn
        case 0x0111:
            return "d";
        case 0x0127:
            return "h";
        case 0x0131:
            return "i";  // dotless
        case 0x0142:
            return "l";
        case 0x0153:
            return "oe";
        case 0x0167:
            return "t";
        default:
            return {};
    }
}

/// Takes folded characters, collapses white space and keeps the result free of it at both ends.
class Collector {
  public:
    explicit Collector(std::size_t size) { text_.reserve(size); }

    void ascii(char folded) {
        if (folded == ' ') {
            gap_ = true;
        } else if (folded != kDropped) {
            closeGap();
            text_ += folded;
        }
    }

    void raw(std::string_view utf8) {
        closeGap();
        text_ += utf8;
    }

    void character(UChar32 c) {
        if (c < 0x80)
            return ascii(kAscii[static_cast<std::size_t>(c)]);
        if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR)
            return ascii(' ');
        if (c == 0x2018 || c == 0x2019 || c == 0x02BC)  // apostrophes as phones type them
            return;
        if (const std::string_view plain = plainLetters(c); !plain.empty())
            return raw(plain);
        std::array<char, U8_MAX_LENGTH> bytes{};
        std::size_t size = 0;
        U8_APPEND_UNSAFE(bytes.data(), size, c);
        raw({bytes.data(), size});
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    void closeGap() {
        if (gap_ && !text_.empty())
            text_ += ' ';
        gap_ = false;
    }

    std::string text_;
    bool gap_ = false;
};

/// The marks that are accents, of any script; vowel signs and the voicing marks of kana make another letter.
bool isAccent(UChar32 c) {
    if (u_charType(c) != U_NON_SPACING_MARK || c == 0x3099 || c == 0x309A)
        return false;
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(c, &status) == USCRIPT_INHERITED;
}

/// Folds by Unicode's rules (NFKC_Casefold, then NFD without accents, then NFC): about 1 us a call.
void foldByUnicode(std::string_view utf8, Collector& out) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    icu::UnicodeString text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
    if (U_SUCCESS(status)) {
        const icu::UnicodeString apart = nfd->normalize(casefold->normalize(text, status), status);
        icu::UnicodeString bare;
        for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
            if (const UChar32 c = apart.char32At(i); !isAccent(c))
                bare.append(c);
        }
        text = nfc->normalize(bare, status);
    }
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
        out.character(text.char32At(i));
}

constexpr UChar32 kLatinFirst = 0x80;
constexpr UChar32 kLatinLast = 0x24F;

/// The folded form of one Latin letter beyond ASCII; `spaced`: it is white space.
struct FoldedLatin {
    std::array<char, 7> bytes{};
    std::uint8_t size = 0;
    bool spaced = false;
};

const std::array<FoldedLatin, kLatinLast - kLatinFirst + 1>& latinTable() {
    static const auto table = [] {
        std::array<FoldedLatin, kLatinLast - kLatinFirst + 1> made;
        for (UChar32 c = kLatinFirst; c <= kLatinLast; ++c) {
            if (c == 0x00B4)  // an acute accent standing alone is somebody's apostrophe
                continue;
            std::array<char, U8_MAX_LENGTH> bytes{};
            std::size_t size = 0;
            U8_APPEND_UNSAFE(bytes.data(), size, c);
            // Between letters, so that a space it becomes is seen.
            Collector collector{16};
            collector.ascii('a');
            foldByUnicode({bytes.data(), size}, collector);
            collector.ascii('a');
            const std::string folded = collector.take();
            const std::string_view inside{folded.data() + 1, folded.size() - 2};
            FoldedLatin& entry = made[static_cast<std::size_t>(c - kLatinFirst)];
            entry.spaced = inside == " ";
            if (!entry.spaced)
                entry.size = static_cast<std::uint8_t>(inside.copy(entry.bytes.data(), entry.bytes.size()));
        }
        return made;
    }();
    return table;
}

/// Characters that the rules leave alone; it is what makes folding Chinese names fast.
constexpr bool isPlainHan(UChar32 c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2EBE0) ||
           (c >= 0x30000 && c <= 0x323AF);
}

}  // namespace

std::string foldText(std::string_view utf8) {
    Collector out{utf8.size()};
    const char* text = utf8.data();
    const std::size_t size = utf8.size();
    std::size_t i = 0;
    std::size_t unusual = 0;  // where a stretch for foldByUnicode begins
    const auto flush = [&](std::size_t end) {
        if (unusual < end)
            foldByUnicode(utf8.substr(unusual, end - unusual), out);
    };
    while (i < size) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            flush(i);
            out.ascii(kAscii[static_cast<std::size_t>(text[i])]);
            unusual = ++i;
            continue;
        }
        const std::size_t begin = i;
        UChar32 c = 0;
        U8_NEXT(text, i, size, c);
        if (isPlainHan(c)) {
            flush(begin);
            out.raw(utf8.substr(begin, i - begin));
        } else if (c >= kLatinFirst && c <= kLatinLast) {
            flush(begin);
            const FoldedLatin& folded = latinTable()[static_cast<std::size_t>(c - kLatinFirst)];
            if (folded.spaced)
                out.ascii(' ');
            else if (folded.size > 0)
                out.raw({folded.bytes.data(), folded.size});
        } else if (c == 0x3000) {
            flush(begin);
            out.ascii(' ');
        } else if (c >= 0xFF01 && c <= 0xFF5E) {  // full-width forms of ASCII
            flush(begin);
            out.ascii(kAscii[static_cast<std::size_t>(c - 0xFF01 + '!')]);
        } else {
            continue;  // stays in the stretch
        }
        unusual = i;
    }
    flush(size);
    return out.take();
}

}  // namespace fieldfare::search
