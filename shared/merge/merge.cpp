#include "shared/merge/merge.h"

#include <tuple>

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
    Nothing,   // the value is there already, or MAX/MIN made it moot
};

v1::Fault refusal(v1::FaultCode code, const RecordType& type, const Path& path, std::string message) {
    return schema::fault(code, std::move(message), schema::pathText(type, path));
}

/// Writes that depend on what stands there now, whoever saw what.
std::optional<v1::Fault> refusedByState(const RecordType& type, const Message& record, const Edit& edit,
                                        const Touched& touched, const ResolvedPath& at, const Version& last) {
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
            const bool sawIt = last.seq <= touched.base;
            const bool wasClaim =
                at.leaf->policy().owner() && schema::bytesOf(record, at.leaf) == last.author.person;
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

Verdict judge(const RecordType& type, const Message& record, const Edit& edit, const Touched& touched,
              const ResolvedPath& at, const Version& last) {
    if (schema::sameValue(record, *edit.partial, type, touched.path))
        return Verdict::Nothing;
    switch (at.leaf->merge()) {
        case v1::MAX:
            return schema::compareNumbers(*edit.partial, record, type, touched.path) > 0 ? Verdict::Apply
                                                                                         : Verdict::Nothing;
        case v1::MIN:
            return schema::hasValue(*edit.partial, type, touched.path) &&
                           (!schema::hasValue(record, type, touched.path) ||
                            schema::compareNumbers(*edit.partial, record, type, touched.path) < 0)
                       ? Verdict::Apply
                       : Verdict::Nothing;
        case v1::FORWARD:
        case v1::FIRST_CLAIM:
        case v1::ONCE:
            return Verdict::Apply;  // refusedByState() let it pass
        default:
            break;
    }
    const bool sawIt = last.seq <= touched.base;
    const bool ownEarlier = last.author.person == edit.author.person &&
                            last.author.device == edit.author.device &&
                            last.author.number < edit.author.number;
    if (sawIt || ownEarlier)
        return Verdict::Apply;

    if (at.leaf->merge() == v1::KEEP_BOTH)
        return Verdict::KeepBoth;
    const bool element = at.outer->shape() == Shape::Set || at.outer->shape() == Shape::KeyedList;
    if (element && touched.path.inner == 0) {
        const bool here = schema::hasValue(record, type, touched.path);
        const bool wanted = schema::hasValue(*edit.partial, type, touched.path);
        if (here != wanted)  // one added, or changed, what the other removed
            return wanted ? Verdict::Win : Verdict::Lose;
    }
    if (element && touched.path.inner != 0 &&
        !schema::hasValue(record, type, {touched.path.field, touched.path.key, 0}))
        return Verdict::Lose;  // the item is gone; the value is kept in the clash
    const auto mine = std::tie(touched.time, edit.author.device, edit.author.number);
    const auto theirs = std::tie(last.time, last.author.device, last.author.number);
    return mine > theirs ? Verdict::Win : Verdict::Lose;
}

}  // namespace

Merged merge(const RecordType& type, Message& record, Versions& versions, const Edit& edit,
             std::uint64_t seq) {
    Merged result;
    for (const auto& touched : edit.paths) {
        const auto at = *schema::resolve(type, touched.path);
        if (auto fault = refusedByState(type, record, edit, touched, at, versions.of(touched.path))) {
            result.refused = std::move(fault);
            return result;
        }
    }
    for (const auto& touched : edit.paths) {
        const auto at = *schema::resolve(type, touched.path);
        const Version last = versions.of(touched.path);
        const Version mine{seq, touched.time, edit.author};
        const auto verdict = judge(type, record, edit, touched, at, last);
        const auto clash = [&](bool keptBoth, bool editStands) {
            auto there = schema::partialOf(record, type, {touched.path});
            auto offered = schema::partialOf(*edit.partial, type, {touched.path});
            if (editStands)
                result.clashes.push_back(
                    {touched.path, keptBoth, mine, last, std::move(offered), std::move(there)});
            else
                result.clashes.push_back(
                    {touched.path, keptBoth, last, mine, std::move(there), std::move(offered)});
        };
        switch (verdict) {
            case Verdict::Win:
                clash(false, true);
                [[fallthrough]];
            case Verdict::Apply:
                schema::copyValue(*edit.partial, record, type, touched.path);
                versions.set(touched.path, mine);
                result.changed.push_back(touched.path);
                break;
            case Verdict::Lose:
            case Verdict::KeepBoth:
                clash(verdict == Verdict::KeepBoth, false);
                result.lost.push_back(touched.path);
                break;
            case Verdict::Nothing:
                break;
        }
        if (at.leaf->merge() == v1::KEEP_BOTH && last.seq <= touched.base)
            result.settled.push_back(touched.path);
    }
    return result;
}

}  // namespace fieldfare::merge
