#include "sync-server/entry/people.h"

#include <unicode/unistr.h>

#include "shared/base/uuid.h"
#include "shared/schema/fault.h"

namespace fieldfare::server::entry {

using schema::FaultError;

namespace {

icu::UnicodeString folded(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}).foldCase();
}

}  // namespace

bool isSameName(std::string_view a, std::string_view b) {
    return a == b || folded(a) == folded(b);
}

std::string requirePerson(const sync::Directory& directory, std::string_view text) {
    if (const auto id = base::Uuid::fromText(text)) {
        if (directory.person(id->bytes()) == nullptr)
            throw FaultError{v1::NOT_FOUND, "there is no such person", "person"};
        return id->bytes();
    }
    const auto wanted = folded(text);
    std::string found;
    for (const auto& [id, person] : directory.people()) {
        if (folded(person.name()) != wanted)
            continue;
        if (!found.empty())
            throw FaultError{v1::CONTRADICTION, "several people have this name: give the person's id",
                             "person"};
        found = id;
    }
    if (found.empty())
        throw FaultError{v1::NOT_FOUND, "there is no person of this name", "person"};
    return found;
}

}  // namespace fieldfare::server::entry
