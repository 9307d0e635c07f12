#include "sync-server/sync/receipts.h"

#include "shared/base/hash.h"

namespace fieldfare::server::sync {

namespace {

constexpr std::size_t receiptBytes = 16;

}  // namespace

std::string receiptOf(std::string_view secret, const Incoming& incoming, v1::Outcome::Result result,
                      std::uint64_t seq) {
    std::string covered{"outcome"};
    covered.append(incoming.mutation.device()).append(incoming.hash);
    for (const auto number : {incoming.mutation.number(), static_cast<std::uint64_t>(result), seq})
        for (unsigned i = 0; i < 8; ++i)
            covered += static_cast<char>(number >> (8 * i));
    return base::hmacSha256(secret, covered).substr(0, receiptBytes);
}

bool isProved(std::string_view secret, const Incoming& incoming, const v1::Proof& proof) {
    return base::equalSecrets(receiptOf(secret, incoming, proof.result(), proof.seq()), proof.receipt());
}

v1::Outcome outcomeOf(std::string_view secret, const Incoming& incoming, Applied applied) {
    v1::Outcome outcome;
    outcome.set_number(incoming.mutation.number());
    outcome.set_result(applied.result);
    outcome.set_seq(applied.seq);
    if (applied.fault) {
        *outcome.mutable_fault() = std::move(*applied.fault);
        outcome.mutable_fault()->set_mutation_number(incoming.mutation.number());
    }
    for (auto& path : applied.lost)
        outcome.add_lost(std::move(path));
    outcome.set_receipt(receiptOf(secret, incoming, applied.result, applied.seq));
    return outcome;
}

}  // namespace fieldfare::server::sync
