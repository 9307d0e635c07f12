// Writes this version's samples of the protocol: fieldfare-golden protocol/golden
//
// Each message gets <version>/<message>.bin and, in readable form, .json, with every field set; enums.json
// holds the numbers of all enum values. The same schema gives the same files, and a new field changes its
// own values alone. Once a version is released its folder stays as it is: tests/unit/golden_test.cpp checks
// that it decodes for ever.
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/policy.pb.h"
#include "fieldfare/sync.pb.h"
#include "shared/base/hash.h"
#include "shared/schema/json.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "tests/support/protocol_files.h"
#include "tests/support/random_record.h"

using namespace fieldfare;
using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using nlohmann::ordered_json;

namespace {

std::uint64_t seedOf(const std::string& name) {
    std::uint64_t seed = 0;
    std::memcpy(&seed, base::sha256(name).data(), sizeof seed);
    return seed;
}

std::unique_ptr<Message> make(const Descriptor* type) {
    return std::unique_ptr<Message>{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
}

std::unique_ptr<Message> sampleOf(const Descriptor* type);

/// Where a message carries another one encoded, a sample of that instead of random bytes.
void encloseSamples(Message& message) {
    if (auto* mutation = dynamic_cast<v1::Mutation*>(&message)) {
        mutation->set_type(schema::Schema::of<v1::Customer>().number());
        mutation->set_partial(sampleOf(v1::Customer::descriptor())->SerializeAsString());
    } else if (auto* row = dynamic_cast<v1::Row*>(&message)) {
        row->set_type(schema::Schema::of<v1::Product>().number());
        row->set_body(sampleOf(v1::Product::descriptor())->SerializeAsString());
    } else if (auto* request = dynamic_cast<v1::SyncRequest*>(&message)) {
        request->clear_mutations();
        request->add_mutations(sampleOf(v1::Mutation::descriptor())->SerializeAsString());
    }
    const auto* reflection = message.GetReflection();
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
        const auto* field = message.GetDescriptor()->field(i);
        if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE)
            continue;
        if (!field->is_repeated())
            encloseSamples(*reflection->MutableMessage(&message, field));
        else
            for (int j = 0, n = reflection->FieldSize(message, field); j < n; ++j)
                encloseSamples(*reflection->MutableRepeatedMessage(&message, field, j));
    }
}

std::unique_ptr<Message> sampleOf(const Descriptor* type) {
    auto message = make(type);
    for (int i = 0; i < type->field_count(); ++i)
        tests::RandomRecord{seedOf(type->field(i)->full_name())}.fillField(*message, type->field(i));
    encloseSamples(*message);
    if (const auto* record = schema::Schema::instance().referenced(type->name()))
        schema::canonicalise(*message, *record);
    return message;
}

void addEnum(ordered_json& enums, const EnumDescriptor* type) {
    auto& values = enums[type->full_name()];
    for (int i = 0; i < type->value_count(); ++i)
        values[type->value(i)->name()] = type->value(i)->number();
}

void addEnums(ordered_json& enums, const Descriptor* type) {
    for (int i = 0; i < type->enum_type_count(); ++i)
        addEnum(enums, type->enum_type(i));
    for (int i = 0; i < type->nested_type_count(); ++i)
        addEnums(enums, type->nested_type(i));
}

void write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream file{path, std::ios::binary};
    file << bytes;
    if (!file.flush())
        throw std::runtime_error{"cannot write " + path.string()};
}

void writeAll(const std::filesystem::path& golden) {
    const std::string version{FIELDFARE_VERSION};
    const auto folder = golden / version.substr(0, version.rfind('.'));
    std::filesystem::create_directories(folder);
    auto enums = ordered_json::object();
    for (const auto* file : tests::protocolFiles()) {
        for (int i = 0; i < file->enum_type_count(); ++i)
            addEnum(enums, file->enum_type(i));
        if (file == v1::RecordPolicy::descriptor()->file())
            continue;  // the vocabulary never travels
        for (int i = 0; i < file->message_type_count(); ++i) {
            const auto* type = file->message_type(i);
            addEnums(enums, type);
            const auto sample = sampleOf(type);
            const auto stem = folder / tests::sampleName(*type);
            write(stem.string() + ".bin", sample->SerializeAsString());
            write(stem.string() + ".json", schema::toJson(*sample).dump(2) + '\n');
        }
    }
    write(folder / "enums.json", enums.dump(2) + '\n');
    std::cout << "wrote " << folder.string() << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: fieldfare-golden FOLDER   (protocol/golden)\n";
        return 2;
    }
    try {
        writeAll(argv[1]);
    } catch (const std::exception& error) {
        std::cerr << "fieldfare-golden: " << error.what() << '\n';
        return 1;
    }
}
