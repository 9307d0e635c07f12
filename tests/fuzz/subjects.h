#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

/// What untrusted bytes reach first, as functions of those bytes: for libFuzzer, which finds new input, and
/// for corpus_test, which replays what was found.
namespace fieldfare::fuzz {

/// Something that must hold for every input does not.
class Broken : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// `bytes` as the body of POST /v1/sync: read, and each mutation in it judged. Only faults that name a reason
/// may come, and what is accepted keeps every limit of the schema.
void request(std::string_view bytes);

/// `bytes` as a SyncRequest whose first mutation makes a record and whose others edit it, one after the
/// other, each having seen what its bases say. Merging repeats alike, refuses without a trace, and loses no
/// value without naming its path.
void merge(std::string_view bytes);

/// `bytes` as a file of comma-separated values, after one byte that picks encoding and delimiter: every cell
/// is text, every error has a place and a reason.
void csv(std::string_view bytes);

/// `bytes` as the cells that import reads into customers, contacts, products and people, one a line: a cell
/// fills its field or names what is wrong, and what it filled keeps the limits of the schema or is named by
/// them.
void cell(std::string_view bytes);

struct Subject {
    const char* name;  ///< and the folder of its corpus
    void (*attempt)(std::string_view bytes);
};

[[nodiscard]] std::span<const Subject> subjects();
/// Null when there is none of that name.
[[nodiscard]] const Subject* subject(std::string_view name);

/// Throws Broken unless `holds`.
void require(bool holds, const std::string& what);

}  // namespace fieldfare::fuzz
