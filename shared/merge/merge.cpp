#include "shared/merge/merge.h"

#include <algorithm>

#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"

namespace fieldfare::merge {

using google::protobuf::Message;
using schema::Path;
using schema::RecordType;
using schema::ResolvedPath;
using schema::Shape;

namespace {

enum class Verdict {
    Apply,     // the edit's value stands, unopposed
    Win,       // it stands against another's
    Lose,      // another's stands against it
    KeepBoth,  // another's stands, it becomes a candidate
    Same,      // the value is there already
    Moot,      // MAX or MIN: a value further on is there already
};

v1::Fault refusal(v1::FaultCode code, const RecordType& type, const Path& path, std::string message) {
    return schema::fault(code, std::move(message), schema::pathText(type, path));
}

Unseen unseenBy(const Edit& edit, const Touched& touched, const Versions& versions) {
    auto author = edit.author;
    if (touched.ownSeen < author.number)
        author.number = touched.ownSeen + 1;
    return versions.unseen(touched.path, touched.base, author);
}

/// Writes that depend on what stands there now, whoever saw what.
std::optional<v1::Fault> refusedByState(const RecordType& type, const Message& record, const Edit& edit,
                                        const Touched& touched, const ResolvedPath& at,
                                        const Versions& versions) {
    if (schema::sameValue(record, *edit.partial, type, touched.path))
        return std::nullopt;
    switch (at.leaf->merge()) {
        case v1::FORWARD: {
            const int from = schema::enumOf(record, at.leaf);
            const int to = schema::enumOf(*edit.partial, at.leaf);
            if (at.leaf->allowsStep(from, to, edit.role))
                return std::nullopt;
            const auto* values = at.leaf->descriptor()->enum_type();
            const auto name = [&](int number) {
                const auto* value = values->FindValueByNumber(number);
                return value == nullptr ? std::to_string(number) : value->name();
            };
            return refusal(v1::STEP_NOT_ALLOWED, type, touched.path,
                           "no step from " + name(from) + " to " + name(to) +
                               (at.leaf->allowsStep(from, to, v1::ROLE_UNSPECIFIED) ? " for this role" : ""));
        }
        case v1::FIRST_CLAIM: {
            if (!schema::hasValue(record, type, touched.path))
                return std::nullopt;
            // Whoever assigns may move what they saw, and goes before a claim they did not see.
            const bool sawIt = !unseenBy(edit, touched, versions).any();
            const bool wasClaim = at.leaf->policy().owner() &&
                                  schema::bytesOf(record, at.leaf) == versions.of(touched.path).author.person;
            if (at.leaf->policy().owner() && edit.assigns && (sawIt || wasClaim))
                return std::nullopt;
            return refusal(v1::ALREADY_CLAIMED, type, touched.path, "somebody else was first");
        }
        case v1::ONCE:
            if (!edit.ownRecord)
                return refusal(v1::NO_RIGHT, type, touched.path, "only its author sets it");
            if (schema::hasValue(record, type, touched.path))
                return refusal(v1::LOCKED, type, touched.path, "it is set once and has been set");
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

/// True if the path names an element that is not there, or lies in one.
bool isGone(const RecordType& type, const Message& record, const Path& path) {
    return !path.key.empty() && !schema::hasValue(record, type, {path.field, path.key, 0});
}

Verdict judge(const RecordType& type, const Message& record, const Edit& edit, const Touched& touched,
              const ResolvedPath& at, const Unseen& unseen) {
    if (schema::sameValue(record, *edit.partial, type, touched.path))
        return Verdict::Same;
    const auto merge = at.leaf->merge();
    if (merge == v1::MAX)
        return schema::compareNumbers(*edit.partial, record, type, touched.path) > 0 ? Verdict::Apply
                                                                                     : Verdict::Moot;
    if (merge == v1::MIN)
        return schema::hasValue(*edit.partial, type, touched.path) &&
                       (!schema::hasValue(record, type, touched.path) ||
                        schema::compareNumbers(*edit.partial, record, type, touched.path) < 0)
                   ? Verdict::Apply
                   : Verdict::Moot;
    if (merge == v1::FORWARD || merge == v1::FIRST_CLAIM || merge == v1::ONCE)
        return Verdict::Apply;  // refusedByState() let it pass

    if (touched.path.inner != 0 && isGone(type, record, touched.path))
        return Verdict::Lose;  // the item is gone, and this is not all of it; the clash keeps it
    if (!unseen.any())
        return Verdict::Apply;
    if (merge == v1::KEEP_BOTH && !base::isPlanted("keep-one"))
        return Verdict::KeepBoth;
    if (!touched.path.key.empty() && touched.path.inner == 0) {
        const bool here = !isGone(type, record, touched.path);
        const bool wanted = schema::hasValue(*edit.partial, type, touched.path);
        if (here != wanted)
            // Adding, or writing the whole, wins over removing. Edits inside an item do not: had they come
            // after the removal, they could not have brought the rest of the item back.
            return wanted || unseen.whole == nullptr ? Verdict::Win : Verdict::Lose;
    }
    if (base::isPlanted("merge-by-arrival"))
        return Verdict::Win;
    return isLater({0, touched.time, edit.author}, unseen.latest()) ? Verdict::Win : Verdict::Lose;
}

}  // namespace

Merged merge(const RecordType& type, Message& record, Versions& versions, const Edit& edit,
             std::uint64_t seq) {
    Merged result;
    for (const auto& touched : edit.paths) {
        const auto at = *schema::resolve(type, touched.path);
        if (auto fault = refusedByState(type, record, edit, touched, at, versions)) {
            result.refused = std::move(fault);
            return result;
        }
    }
    for (const auto& touched : edit.paths) {
        const auto at = *schema::resolve(type, touched.path);
        const auto unseen = unseenBy(edit, touched, versions);
        const Version there = unseen.any() ? unseen.latest() : versions.of(touched.path);
        Version mine{seq, touched.time, edit.author};
        const auto verdict = judge(type, record, edit, touched, at, unseen);
        const auto clash = [&](bool editStands) {
            Clash out;
            out.path = touched.path;
            out.keptBoth = verdict == Verdict::KeepBoth;
            auto standing = schema::partialOf(record, type, {touched.path});
            auto offered = schema::partialOf(*edit.partial, type, {touched.path});
            out.standing = editStands ? mine : there;
            out.losing = editStands ? there : mine;
            out.standingValue = editStands ? std::move(offered) : std::move(standing);
            out.losingValue = editStands ? std::move(standing) : std::move(offered);
            result.clashes.push_back(std::move(out));
        };
        switch (verdict) {
            case Verdict::Win:
                clash(true);
                break;
            case Verdict::Apply:
                // What was typed over a value that was seen is later than it, whatever the clock said.
                if (!unseen.any())
                    mine.time = std::max(mine.time, there.time + 1);
                break;
            case Verdict::Lose:
            case Verdict::KeepBoth:
                clash(false);
                result.lost.push_back(touched.path);
                continue;
            case Verdict::Same:
                // Two wrote the same, or somebody said again what was there: whoever saw only the earlier one
                // must meet the other, or the result would depend on which came first.
                if (at.leaf->merge() != v1::LAST_EDIT || isGone(type, record, touched.path))
                    continue;
                if (!unseen.any())
                    mine.time = std::max(mine.time, there.time + 1);
                else if (isLater(there, mine))
                    mine = {seq, there.time, there.author};
                versions.set(touched.path, std::move(mine));
                result.advanced = true;
                continue;
            case Verdict::Moot:
                continue;
        }
        schema::copyValue(*edit.partial, record, type, touched.path);
        versions.set(touched.path, std::move(mine));
        result.changed.push_back(touched.path);
        result.advanced = true;
    }
    return result;
}

}  // namespace fieldfare::merge
