#include <QTest>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <google/protobuf/unknown_field_set.h>
#include <google/protobuf/util/message_differencer.h>

#include "fieldfare/policy.pb.h"
#include "fieldfare/sync.pb.h"
#include "shared/schema/json.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "tests/support/protocol_files.h"
#include "tests/support/random_record.h"

using namespace fieldfare;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

constexpr int laterField = 60000;

std::filesystem::path goldenFolder() {
    return std::filesystem::path{qEnvironmentVariable("FIELDFARE_SOURCE").toStdString()} / "protocol" /
           "golden";
}

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

const Descriptor* messageNamed(const std::string& sample) {
    for (const auto* message : tests::protocolMessages())
        if (tests::sampleName(*message) == sample)
            return message;
    return nullptr;
}

std::unique_ptr<Message> make(const Descriptor* type) {
    return std::unique_ptr<Message>{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
}

/// Calls `act` with the message and every one inside it.
template <typename Act>
void forEachMessage(const Message& message, const Act& act) {
    act(message);
    const auto* reflection = message.GetReflection();
    std::vector<const FieldDescriptor*> set;
    reflection->ListFields(message, &set);
    for (const auto* field : set) {
        if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE)
            continue;
        if (!field->is_repeated())
            forEachMessage(reflection->GetMessage(message, field), act);
        else
            for (int i = 0, n = reflection->FieldSize(message, field); i < n; ++i)
                forEachMessage(reflection->GetRepeatedMessage(message, field, i), act);
    }
}

QStringList unknownFields(const Message& message) {
    QStringList found;
    forEachMessage(message, [&](const Message& part) {
        const auto& unknown = part.GetReflection()->GetUnknownFields(part);
        for (int i = 0; i < unknown.field_count(); ++i)
            found << QString::fromStdString(part.GetTypeName() + " " +
                                            std::to_string(unknown.field(i).number()));
    });
    return found;
}

QStringList unsetFields(const Message& message) {
    QStringList found;
    forEachMessage(message, [&](const Message& part) {
        for (int i = 0; i < part.GetDescriptor()->field_count(); ++i) {
            const auto* field = part.GetDescriptor()->field(i);
            const bool isSet = field->is_repeated() ? part.GetReflection()->FieldSize(part, field) > 0
                                                    : part.GetReflection()->HasField(part, field);
            if (!isSet)
                found << QString::fromStdString(field->full_name());
        }
    });
    found.removeDuplicates();
    return found;
}

/// What a newer version would append: a varint and a message of fields nobody here knows.
std::string laterFields() {
    google::protobuf::UnknownFieldSet fields;
    fields.AddVarint(laterField, 4711);
    fields.AddLengthDelimited(laterField + 1, "of a newer version");
    std::string bytes;
    fields.SerializeToString(&bytes);
    return bytes;
}

bool holdsLaterFields(const Message& message) {
    const auto& unknown = message.GetReflection()->GetUnknownFields(message);
    return unknown.field_count() == 2 && unknown.field(0).number() == laterField &&
           unknown.field(0).varint() == 4711 && unknown.field(1).number() == laterField + 1 &&
           unknown.field(1).length_delimited() == "of a newer version";
}

std::string currentVersion() {
    const std::string version{FIELDFARE_VERSION};
    return version.substr(0, version.rfind('.'));
}

}  // namespace

/// Samples of every version that was ever released decode to what they said then.
class GoldenTest : public QObject {
    Q_OBJECT

  private slots:
    void samplesMeanWhatTheyMeant_data() { everySample(); }
    void samplesMeanWhatTheyMeant() {
        QFETCH(QString, path);
        QFETCH(QString, message);
        const auto* type = messageNamed(message.toStdString());
        QVERIFY2(type != nullptr, "the message is gone");
        const auto bytes = contentOf(path.toStdString() + ".bin");
        const auto decoded = make(type);
        QVERIFY(decoded->ParseFromString(bytes));
        QCOMPARE(unknownFields(*decoded).join("\n"), QString{});

        const auto json = schema::parseJson(contentOf(path.toStdString() + ".json"));
        const auto said = make(type);
        schema::fromJson(json, *said);
        google::protobuf::util::MessageDifferencer differencer;
        std::string difference;
        differencer.ReportDifferencesToString(&difference);
        QVERIFY2(differencer.Compare(*said, *decoded), difference.c_str());
        QVERIFY(nlohmann::json(schema::toJson(*decoded)) == json);

        QVERIFY(decoded->SerializeAsString() == bytes);
    }

    void enumValuesKeepTheirNumbers_data() {
        QTest::addColumn<QString>("path");
        for (const auto& version : std::filesystem::directory_iterator{goldenFolder()})
            QTest::newRow(version.path().filename().c_str())
                << QString::fromStdString((version.path() / "enums.json").string());
    }
    void enumValuesKeepTheirNumbers() {
        QFETCH(QString, path);
        QStringList changed;
        const auto enums = schema::parseJson(contentOf(path.toStdString()));
        QVERIFY(enums.size() > 20);
        for (const auto& [name, values] : enums.items()) {
            const auto* type = google::protobuf::DescriptorPool::generated_pool()->FindEnumTypeByName(name);
            for (const auto& [value, number] : values.items()) {
                const auto* now = type == nullptr ? nullptr : type->FindValueByName(value);
                if (now == nullptr || now->number() != number.get<int>())
                    changed << QString::fromStdString(name + "." + value);
            }
        }
        QCOMPARE(changed.join("\n"), QString{});
    }

    /// A field that no sample sets could change its number unnoticed: run fieldfare-golden.
    void thisVersionsSamplesAreComplete() {
        const auto folder = goldenFolder() / currentVersion();
        QStringList missing;
        for (const auto* type : tests::protocolMessages()) {
            if (type->file() == v1::RecordPolicy::descriptor()->file())
                continue;
            const auto path = folder / (tests::sampleName(*type) + ".bin");
            const auto sample = make(type);
            if (!std::filesystem::exists(path) || !sample->ParseFromString(contentOf(path)))
                missing << QString::fromStdString(path.string());
            else
                missing << unsetFields(*sample);
        }
        QCOMPARE(missing.join("\n"), QString{});

        QStringList values;
        const auto enums = schema::parseJson(contentOf(folder / "enums.json"));
        const auto check = [&](const google::protobuf::EnumDescriptor* type) {
            for (int i = 0; i < type->value_count(); ++i)
                if (!enums.contains(type->full_name()) ||
                    !enums[type->full_name()].contains(type->value(i)->name()))
                    values << QString::fromStdString(type->value(i)->full_name());
        };
        for (const auto* file : tests::protocolFiles())
            for (int i = 0; i < file->enum_type_count(); ++i)
                check(file->enum_type(i));
        for (const auto* type : tests::protocolMessages())
            for (int i = 0; i < type->enum_type_count(); ++i)
                check(type->enum_type(i));
        QCOMPARE(values.join("\n"), QString{});
    }

    void enclosedMessagesDecode() {
        v1::SyncRequest request;
        QVERIFY(request.ParseFromString(contentOf(goldenFolder() / currentVersion() / "sync_request.bin")));
        v1::Mutation mutation;
        QVERIFY(mutation.ParseFromString(request.mutations(0)));
        QCOMPARE(unknownFields(mutation).join("\n"), QString{});
        const auto* type = schema::Schema::instance().type(mutation.type());
        QVERIFY(type != nullptr);
        QCOMPARE(unknownFields(*type->parse(mutation.partial())).join("\n"), QString{});
    }

    void whatANewerVersionWroteSurvivesEdits_data() { everySample(true); }
    void whatANewerVersionWroteSurvivesEdits() {
        QFETCH(QString, path);
        QFETCH(QString, message);
        const auto& type = *schema::Schema::instance().type(std::string_view{message.toStdString()});
        const auto record = type.parse(contentOf(path.toStdString() + ".bin") + laterFields());
        QVERIFY(holdsLaterFields(*record));
        const auto edited = tests::RandomRecord{1}.filled(type);
        const auto paths = schema::differences(*record, *edited, type);
        QVERIFY(!paths.empty());
        for (const auto& at : paths)
            schema::copyValue(*edited, *record, type, at);
        schema::canonicalise(*record, type);
        const auto again = type.parse(record->SerializeAsString());
        QVERIFY(holdsLaterFields(*again));
        QVERIFY(schema::differences(*again, *edited, type).empty());
    }

  private:
    static void everySample(bool recordsOnly = false) {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("message");
        for (const auto& version : std::filesystem::directory_iterator{goldenFolder()})
            for (const auto& file : std::filesystem::directory_iterator{version}) {
                const auto name = file.path().stem().string();
                const bool isRecord = schema::Schema::instance().type(std::string_view{name}) != nullptr;
                if (file.path().extension() == ".bin" && (isRecord || !recordsOnly))
                    QTest::addRow("%s %s", version.path().filename().c_str(), name.c_str())
                        << QString::fromStdString((file.path().parent_path() / name).string())
                        << QString::fromStdString(name);
            }
    }
};

QTEST_APPLESS_MAIN(GoldenTest)
#include "golden_test.moc"
