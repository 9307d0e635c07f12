#include "mobile/engine/search/search_text.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "mobile/engine/search/spelling.h"

namespace fieldfare::search {

namespace {

constexpr std::size_t kFewestDigits = 4;  // of a number that is found without its punctuation

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isNumberPunctuation(char c) {
    return c == '+' || c == '(' || c == ')' || c == '-' || c == '.' || c == '/';
}

/// Appends "1729913494" for "(1729) 91-34 94", a line for each such number in `folded`.
void appendBareNumbers(std::string_view folded, std::string& out) {
    std::string digits;
    for (std::size_t i = 0; i < folded.size();) {
        if (!isDigit(folded[i])) {
            ++i;
            continue;
        }
        digits.clear();
        bool punctuated = false;
        std::size_t last = i;
        for (; i < folded.size(); ++i) {
            if (isDigit(folded[i])) {
                punctuated = punctuated || (!digits.empty() && i != last + 1);
                digits += folded[i];
                last = i;
            } else if (folded[i] != ' ' && !isNumberPunctuation(folded[i])) {
                break;
            }
        }
        if (punctuated && digits.size() >= kFewestDigits && out.find(digits) == std::string::npos) {
            out += '\n';
            out += digits;
        }
    }
}

/// "021-5555" is looked for as "0215555", "+44" as "44"; "12-5" and "ab-1234" stay as they are.
std::string withoutNumberPunctuation(std::string term) {
    const auto digits = static_cast<std::size_t>(std::count_if(term.begin(), term.end(), isDigit));
    const bool number =
        std::all_of(term.begin(), term.end(), [](char c) { return isDigit(c) || isNumberPunctuation(c); });
    if (number && digits > 0 && (digits >= kFewestDigits || term.front() == '+' || term.front() == '('))
        std::erase_if(term, isNumberPunctuation);
    return term;
}

bool hasLetterOrDigit(std::string_view term) {
    for (std::size_t i = 0; i < term.size();) {
        UChar32 c = 0;
        U8_NEXT(term.data(), i, term.size(), c);
        if (c >= 0 && (u_isalnum(c) || u_charType(c) == U_OTHER_SYMBOL))
            return true;
    }
    return false;
}

}  // namespace

std::string indexText(std::span<const std::string_view> fields) {
    std::string out;
    std::size_t bytes = 0;
    for (const std::string_view field : fields)
        bytes += field.size();
    out.reserve(4 * bytes);
    for (const std::string_view field : fields) {
        const std::string folded = foldText(field);
        if (folded.empty())
            continue;
        if (!out.empty())
            out += '\n';
        out += folded;
        appendSpellings(folded, out);
        appendBareNumbers(folded, out);
    }
    return out;
}

std::string phoneDigits(std::string_view text) {
    std::string digits;
    for (std::size_t i = 0; i < text.size();) {
        UChar32 c = 0;
        U8_NEXT(text.data(), i, text.size(), c);
        if (const int32_t value = c < 0 ? -1 : u_charDigitValue(c); value >= 0)
            digits += static_cast<char>('0' + value);
    }
    return digits;
}

std::vector<std::string> queryTerms(std::string_view query) {
    const std::string folded = foldText(query);
    std::vector<std::string> terms;
    for (std::size_t begin = 0; begin < folded.size();) {
        const std::size_t end = std::min(folded.find(' ', begin), folded.size());
        std::string term = withoutNumberPunctuation(folded.substr(begin, end - begin));
        if (hasLetterOrDigit(term) && std::find(terms.begin(), terms.end(), term) == terms.end())
            terms.push_back(std::move(term));
        begin = end + 1;
    }
    return terms;
}

bool matches(std::string_view indexText, std::span<const std::string> terms) {
    return std::all_of(terms.begin(), terms.end(), [&](const std::string& term) {
        return indexText.find(term) != std::string_view::npos;
    });
}

}  // namespace fieldfare::search
