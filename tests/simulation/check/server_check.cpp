#include <map>

#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/base/uuid.h"
#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"
#include "tests/simulation/check/checker.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

namespace {

constexpr std::int64_t wholeBp = 10'000;

/// Half up, for amounts that are not negative and small enough for 64 bits, as those of the simulation are.
std::int64_t share(std::int64_t amount, std::int64_t numerator, std::int64_t denominator) {
    return (amount * numerator * 2 + denominator) / (denominator * 2);
}

/// The design's words: line = round half up(quantity x price x (1 - tier or quantity discount) x (1 - line
/// discount)); the header discount comes off their sum.
template <typename Document>
std::int64_t netOf(const Document& document) {
    std::int64_t sum = 0;
    for (const auto& line : document.lines()) {
        const std::int64_t gross = std::int64_t{line.quantity_milli()} * line.unit_price().minor();
        sum +=
            share(gross, std::int64_t{wholeBp - line.volume_discount_bp()} * (wholeBp - line.discount_bp()),
                  std::int64_t{1000} * wholeBp * wholeBp);
    }
    return sum - share(sum, document.header_discount_bp(), wholeBp);
}

template <typename Document>
void examineSums(const TrueRecord& record) {
    const auto* document = dynamic_cast<const Document*>(record.message.get());
    if (document == nullptr || document->lines().empty())
        return;
    if (const auto net = netOf(*document); net != document->totals().net().minor())
        throw Violation{"I21", document->number() + " says it comes to " +
                                   std::to_string(document->totals().net().minor()) + ", its lines to " +
                                   std::to_string(net)};
}

/// Nobody but these roles has the power, by the design's default rights.
void examineRight(Truth& truth, const Ledger::Sent& sent) {
    const auto& author = sent.author;
    const auto& mutation = sent.mutation;
    // What stood there already is answered with the seq at which it came.
    const auto denied = [&](const schema::RecordType& type, int field, v1::AccessRule::Operation operation) {
        return truth.isDenied(author.role, type, field, operation, sent.outcome->seq()) &&
               truth.isDenied(author.role, type, field, operation, sent.decidedAt);
    };
    const bool leads = author.role == v1::MANAGER || author.role == v1::EXECUTIVE;
    const bool keeps = author.role == v1::BACK_OFFICE || author.role == v1::ADMINISTRATOR;
    const auto* type = schema::Schema::instance().type(mutation.type());
    const auto beyond = [&](const char* what) {
        throw Violation{"I12", std::string{"somebody may not and did "} + what + ": " + type->name() +
                                   ", role " + v1::Role_Name(author.role)};
    };
    if (mutation.kind() == v1::Mutation::DELETE && author.role == v1::REP)
        beyond("delete");
    if ((type->name() == "product" || type->name() == "price_list" || type->name() == "category") && !keeps)
        beyond("write the catalogue");
    if ((type->name() == "unit" || type->name() == "organisation") && author.role != v1::ADMINISTRATOR)
        beyond("configure");
    // What administrators forbid; who may not read it does not write it either.
    for (const auto& path : mutation.paths())
        for (const auto operation : {v1::AccessRule::WRITE, v1::AccessRule::READ})
            if (denied(*type, static_cast<int>(path.field()), operation))
                beyond("write against a rule");
    if (type->name() == "customer" && mutation.kind() == v1::Mutation::EDIT)
        for (const auto& path : mutation.paths()) {
            const auto field = static_cast<int>(path.field());
            v1::Customer partial;
            partial.ParseFromString(mutation.partial());
            if (field == v1::Customer::kOwnerIdFieldNumber && !leads && author.role != v1::ADMINISTRATOR &&
                partial.owner_id() != author.person)
                beyond("assign");
            if (field == v1::Customer::kCreditLimitFieldNumber ||
                field == v1::Customer::kArrearsFieldNumber || field == v1::Customer::kUnitIdFieldNumber ||
                field == v1::Customer::kCodeFieldNumber)
                beyond("write what only the server writes");
        }
}

}  // namespace

void Checker::examineServer(storage::Database& server) {
    for (const auto& [key, sent] : ledger_.sent()) {
        if (!sent.outcome ||
            (sent.outcome->result() != v1::Outcome::APPLIED && sent.outcome->result() != v1::Outcome::MERGED))
            continue;
        const auto* record = truth_.find(sent.mutation.id());
        if (record == nullptr || record->seq < sent.outcome->seq())
            throw Violation{"I1", "what was acknowledged is gone: " + sent.mutation.ShortDebugString()};
    }
    auto twice = server.query("SELECT scope, id FROM feed GROUP BY scope, id HAVING count(*) > 1");
    if (twice.step())
        throw Violation{"I6", "a record stands in a feed twice"};
    auto shared =
        server.query("SELECT a.seq FROM feed AS a, feed AS b WHERE a.seq = b.seq AND a.id <> b.id LIMIT 1");
    if (shared.step())
        throw Violation{"I6", "two records' changes have one seq: " + std::to_string(shared.integer(0))};
    for (const auto& [id, record] : truth_.all()) {
        examineSums<v1::Quote>(record);
        examineSums<v1::Order>(record);
    }
    for (const auto& [key, sent] : ledger_.sent())
        if (sent.outcome && sent.author.role != v1::ROLE_UNSPECIFIED &&
            (sent.outcome->result() == v1::Outcome::APPLIED || sent.outcome->result() == v1::Outcome::MERGED))
            examineRight(truth_, sent);
}

}  // namespace fieldfare::simulation
