// Writes the first inputs of the fuzzers, from which they find others: fieldfare-fuzz-corpus
// tests/fuzz/corpus
//
// Requests of every record type made from the schema, so that a new record or field needs nothing here, and
// of the other kinds that a device makes; tables and cells of the kinds that people import. One schema, the
// same files.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "fieldfare/customer.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/sync.pb.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "tests/support/random_record.h"

using namespace fieldfare;

namespace {

void write(const std::filesystem::path& folder, const std::string& name, const std::string& bytes) {
    std::filesystem::create_directories(folder);
    std::ofstream{folder / name, std::ios::binary} << bytes;
}

v1::Mutation mutationOf(const schema::RecordType& type, v1::Mutation::Kind kind, std::uint64_t number) {
    v1::Mutation mutation;
    mutation.set_number(number);
    mutation.set_device(std::string(16, static_cast<char>('a' + number % 3)));
    mutation.set_kind(kind);
    mutation.set_type(type.number());
    mutation.set_id(std::string(16, 'r'));
    mutation.set_time(1000 + number);
    return mutation;
}

/// A record, and four edits of it by three devices that have not seen each other's.
std::string storyOf(const schema::RecordType& type, std::uint64_t seed) {
    tests::RandomRecord random{seed};
    v1::SyncRequest request;
    request.set_protocol(1);
    request.set_exchange(1);
    auto record = random.sparse(type);
    schema::canonicalise(*record, type);
    auto creation = mutationOf(type, v1::Mutation::CREATE, 1);
    creation.set_partial(record->SerializeAsString());
    request.add_mutations(creation.SerializeAsString());
    for (std::uint64_t number = 2; number < 6; ++number) {
        const auto edited = schema::copyOf(*record);
        random.edit(*edited);
        const auto paths = schema::differences(*record, *edited, type);
        auto edit = mutationOf(type, v1::Mutation::EDIT, number);
        edit.set_partial(schema::partialOf(*edited, type, paths)->SerializeAsString());
        for (const auto& path : paths) {
            auto& touched = *edit.add_paths();
            touched.set_field(static_cast<std::uint32_t>(path.field));
            touched.set_key(path.key);
            touched.set_inner(static_cast<std::uint32_t>(path.inner));
            touched.set_base(1);
            touched.set_time(1000 + random.random().below(10));
        }
        request.add_mutations(edit.SerializeAsString());
    }
    request.add_mutations(mutationOf(type, v1::Mutation::DELETE, 6).SerializeAsString());
    auto& cursor = *request.add_cursors();
    cursor.mutable_scope()->set_kind(v1::Scope::EVERYONE);
    cursor.set_seq(7);
    return request.SerializeAsString();
}

v1::SyncRequest requestOf(std::uint64_t exchange) {
    v1::SyncRequest request;
    request.set_protocol(1);
    request.set_epoch(std::string(16, 'e'));
    request.set_exchange(exchange);
    request.set_nonce(std::string(24, 'n'));
    return request;
}

std::string idOf(char letter) {
    return std::string(16, letter);
}

/// A closer look at what digests show to differ: halves of a range, and records whole.
std::string lookingCloser(const schema::RecordType& type) {
    auto request = requestOf(8);
    request.set_wait_ms(55'000);
    for (const auto kind : {v1::Scope::USER, v1::Scope::UNIT, v1::Scope::EVERYONE}) {
        auto& range = *request.add_ranges();
        range.mutable_scope()->set_kind(kind);
        if (kind != v1::Scope::EVERYONE)
            range.mutable_scope()->set_id(idOf('s'));
        range.set_type(type.number());
        if (kind == v1::Scope::UNIT) {
            range.set_first(idOf('a'));
            range.set_last(idOf('m'));
        } else if (kind == v1::Scope::EVERYONE) {
            for (const char letter : {'b', 'c', 'd'})
                range.add_ids(idOf(letter));
        }
    }
    return request.SerializeAsString();
}

/// What a restored server lost: mutations with the proofs that they had been acknowledged, and conflicts.
std::string offeringAgain(const schema::RecordType& type) {
    auto request = requestOf(9);
    for (std::uint64_t number = 1; number < 4; ++number) {
        auto mutation = mutationOf(type, v1::Mutation::DELETE, number);
        mutation.set_base(number);
        if (number > 1)
            mutation.set_group(2);
        auto& frozen = *mutation.add_frozen();
        frozen.set_id(idOf('f'));
        frozen.set_seq(number);
        frozen.set_check(7);
        request.add_mutations(mutation.SerializeAsString());
        auto& proof = *request.add_proofs();
        proof.set_number(number);
        proof.set_result(v1::Outcome::APPLIED);
        proof.set_seq((1ULL << 40) + number);
        proof.set_receipt(std::string(32, 'p'));
    }
    const auto& conflict = schema::Schema::of<v1::Conflict>();
    tests::RandomRecord random{1};
    for (const char letter : {'x', 'y'}) {
        auto& row = *request.add_conflicts();
        row.set_type(conflict.number());
        row.set_id(idOf(letter));
        row.set_seq(5);
        row.set_body(random.sparse(conflict)->SerializeAsString());
    }
    request.set_confirmed(1);
    return request.SerializeAsString();
}

/// A device that was collected: what it has left, and then the end.
std::string handingOver(const schema::RecordType* type) {
    auto request = requestOf(10);
    request.set_handing_over(true);
    if (type != nullptr)
        request.add_mutations(mutationOf(*type, v1::Mutation::DELETE, 1).SerializeAsString());
    return request.SerializeAsString();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: fieldfare-fuzz-corpus FOLDER\n";
        return 2;
    }
    const std::filesystem::path corpus{argv[1]};
    for (const auto* type : schema::Schema::instance().types())
        for (const char* subject : {"request", "merge"})
            write(corpus / subject, type->name(), storyOf(*type, 1));
    const auto& customer = schema::Schema::of<v1::Customer>();
    write(corpus / "request", "looking_closer", lookingCloser(customer));
    write(corpus / "request", "offering_again", offeringAgain(customer));
    write(corpus / "request", "handing_over", handingOver(&customer));
    write(corpus / "request", "handed_over", handingOver(nullptr));
    write(corpus / "csv", "plain",
          std::string{'\0'} + "name,city\nAcme,\"Paris, FR\"\n\"a \"\"b\"\"\",x\r\n");
    write(corpus / "csv", "semicolons", "\x02name;city\n\xc9t\xe9;\"two\nlines\"\n");
    write(corpus / "csv", "chinese",
          "\x03\xc3\xfb\xb3\xc6,\xb3\xc7\xca\xd0\n\xbb\xaa\xb6\xab,\xc9\xcf\xba\xa3\n");
    write(corpus / "csv", "wide",
          std::string{"\x04\xff\xfe"
                      "a\0,\0b\0\n\0"
                      "1\0,\0"
                      "2\0\n\0",
                      19});
    write(corpus / "csv", "broken", std::string{'\0'} + "a,a,\n1\n1,2,3,4\n\"x\n\xff,2,3\n\"a\"b,1,2\n");
    write(corpus / "cell", "numbers",
          "12.99\n1,299.00\n12,99 €\n-3\n5 %\n9223372036854775808\n0.0000001\nEUR 3");
    write(corpus / "cell", "times",
          "2026-11-22\n2026-11-22T10:00:00+08:00\n1763800000\n22/11/2026\n2026-02-30");
    write(corpus / "cell", "lists",
          "a; b|c\n+49 30 123456;(010) 6552 9988\na@b.example|c@d.example\nyes\n是");
    return 0;
}
