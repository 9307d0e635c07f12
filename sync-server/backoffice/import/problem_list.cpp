#include "sync-server/backoffice/import/problem_list.h"

#include <algorithm>
#include <tuple>

namespace fieldfare::server::importing {
namespace {

// The passes over a file each go by line; beyond this many the last ones are let go in between.
constexpr std::size_t kept = 4 * ImportResult::maxProblems;

/// Cells and headers are as long as somebody made them; a report quotes as much as people read.
void shorten(std::string& text, std::size_t length) {
    if (text.size() <= length)
        return;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        --length;
    text.resize(length);
    text += "...";
}

bool before(const ImportProblem& a, const ImportProblem& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

}  // namespace

void ProblemList::add(std::size_t line, std::size_t column, std::string columnName, std::string reason) {
    if (problems_.size() >= kept) {
        std::stable_sort(problems_.begin(), problems_.end(), before);
        dropped_ += problems_.size() - ImportResult::maxProblems;
        problems_.resize(ImportResult::maxProblems);
    }
    constexpr std::size_t longestName = 200;
    constexpr std::size_t longestReason = 1000;
    shorten(columnName, longestName);
    shorten(reason, longestReason);
    problems_.push_back({line, column, std::move(columnName), std::move(reason)});
}

void ProblemList::giveTo(ImportResult& result) {
    std::stable_sort(problems_.begin(), problems_.end(), before);
    if (problems_.size() > ImportResult::maxProblems) {
        dropped_ += problems_.size() - ImportResult::maxProblems;
        problems_.resize(ImportResult::maxProblems);
    }
    result.problems = std::move(problems_);
    result.moreProblems = dropped_;
    problems_.clear();
    dropped_ = 0;
}

}  // namespace fieldfare::server::importing
