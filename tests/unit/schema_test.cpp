#include "shared/schema/schema.h"

#include <QTest>
#include <filesystem>
#include <functional>
#include <regex>
#include <set>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/schema/fault.h"
#include "tests/support/protocol_files.h"

using namespace fieldfare;
using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using schema::Schema;

namespace {

using Complaints = QStringList;

void complain(Complaints& complaints, const std::string& where, const std::string& what) {
    complaints << QString::fromStdString(where + ": " + what);
}

const v1::FieldPolicy& policyOf(const FieldDescriptor* field) {
    return field->options().GetExtension(v1::field);
}

bool isMessage(const FieldDescriptor* field) {
    return field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

/// A record's descriptor and those of every message inside it, each once.
std::set<const Descriptor*> withNested(const Descriptor* record) {
    std::set<const Descriptor*> found;
    const std::function<void(const Descriptor*)> visit = [&](const Descriptor* type) {
        if (!found.insert(type).second)
            return;
        for (int i = 0; i < type->field_count(); ++i)
            if (isMessage(type->field(i)))
                visit(type->field(i)->message_type());
    };
    visit(record);
    return found;
}

void forEachField(const std::function<void(const FieldDescriptor*)>& act) {
    std::set<const Descriptor*> all;
    for (const auto* type : Schema::instance().types())
        all.merge(withNested(type->descriptor()));
    for (const auto* type : all)
        for (int i = 0; i < type->field_count(); ++i)
            act(type->field(i));
}

void forEachEnum(const Descriptor* type, const std::function<void(const EnumDescriptor*)>& act) {
    for (int i = 0; i < type->enum_type_count(); ++i)
        act(type->enum_type(i));
    for (int i = 0; i < type->nested_type_count(); ++i)
        forEachEnum(type->nested_type(i), act);
}

/// The values that an option names must be of the field's enum; unset is not one of them.
void checkValues(Complaints& complaints, const FieldDescriptor* field,
                 const google::protobuf::RepeatedPtrField<std::string>& names) {
    for (const auto& name : names) {
        const auto* value =
            field->enum_type() == nullptr ? nullptr : field->enum_type()->FindValueByName(name);
        if (value == nullptr || value->number() == 0)
            complain(complaints, field->full_name(), "no value " + name);
    }
}

}  // namespace

/// What every record of protocol/ must keep to, so that the program can be built from it.
class SchemaTest : public QObject {
    Q_OBJECT

  private slots:
    void everyProtocolFileIsLookedAt() {
        std::set<std::string> linked;
        for (const auto* file : tests::protocolFiles())
            linked.insert(file->name());
        std::set<std::string> written;
        const auto folder = std::filesystem::path{qEnvironmentVariable("FIELDFARE_SOURCE").toStdString()};
        for (const auto& entry : std::filesystem::directory_iterator{folder / "protocol" / "fieldfare"})
            if (entry.path().extension() == ".proto")
                written.insert("fieldfare/" + entry.path().filename().string());
        QVERIFY(linked == written);
    }

    void everyRecordIsInTheSchema() {
        Complaints complaints;
        std::size_t count = 0;
        for (const auto* message : tests::protocolMessages())
            if (message->options().HasExtension(v1::record)) {
                ++count;
                const auto* type = Schema::instance().referenced(message->name());
                if (type == nullptr || type->descriptor() != message)
                    complain(complaints, message->full_name(), "not found in the schema");
            }
        QCOMPARE(complaints.join("\n"), QString{});
        QCOMPARE(Schema::instance().types().size(), count);
    }

    void numbersAndNamesAreUnique() {
        std::set<std::uint32_t> numbers;
        std::set<std::string> names;
        std::uint32_t last = 0;
        for (const auto* type : Schema::instance().types()) {
            QVERIFY2(type->number() > last, qPrintable(QString::fromStdString(type->name())));
            last = type->number();
            QVERIFY(numbers.insert(type->number()).second);
            QVERIFY(names.insert(type->name()).second);
            QVERIFY(Schema::instance().type(type->number()) == type);
            QVERIFY(Schema::instance().type(type->name()) == type);
        }
    }

    void unknownTypesAreNull() {
        QVERIFY(Schema::instance().type(0U) == nullptr);
        QVERIFY(Schema::instance().type(4'000'000'000U) == nullptr);
        QVERIFY(Schema::instance().type("Customer") == nullptr);
        QVERIFY(Schema::instance().referenced("customer") == nullptr);
        QVERIFY(Schema::instance().referenced("Money") == nullptr);
    }

    void fieldsAreWellNamed() {
        Complaints complaints;
        const std::regex snake{"[a-z][a-z0-9]*(_[a-z0-9]+)*"};
        forEachField([&](const FieldDescriptor* field) {
            if (!std::regex_match(field->name(), snake))
                complain(complaints, field->full_name(), "not snake_case");
        });
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void fieldsOfRecordsCanBeUnset() {
        Complaints complaints;
        for (const auto* type : Schema::instance().types())
            for (const auto& field : type->fields())
                if (!field.descriptor()->is_repeated() && !field.descriptor()->has_presence())
                    complain(complaints, field.descriptor()->full_name(), "not optional");
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void nothingIsAMap() {
        Complaints complaints;
        for (const auto* message : tests::protocolMessages())
            for (int i = 0; i < message->field_count(); ++i)
                if (message->field(i)->is_map())
                    complain(complaints, message->field(i)->full_name(), "a map has no order");
        forEachField([&](const FieldDescriptor* field) {
            if (field->is_map())
                complain(complaints, field->full_name(), "a map has no order");
            if (field->real_containing_oneof() != nullptr)
                complain(complaints, field->full_name(), "setting one of a oneof clears another path");
        });
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void everyTextAndListIsLimited() {
        Complaints complaints;
        forEachField([&](const FieldDescriptor* field) {
            const bool isString = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
            if ((isString || field->is_repeated()) && policyOf(field).max() == 0)
                complain(complaints, field->full_name(), "no max");
            if (isString && field->is_repeated() && policyOf(field).item_max() == 0)
                complain(complaints, field->full_name(), "no item_max");
            if (policyOf(field).item_max() != 0 && !(isString && field->is_repeated()))
                complain(complaints, field->full_name(), "item_max without items of text or bytes");
        });
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void numberLimitsMakeSense() {
        Complaints complaints;
        forEachField([&](const FieldDescriptor* field) {
            const auto& policy = policyOf(field);
            if (!policy.has_at_least() && !policy.has_at_most())
                return;
            const auto kind = field->cpp_type();
            if (kind != FieldDescriptor::CPPTYPE_INT32 && kind != FieldDescriptor::CPPTYPE_INT64 &&
                kind != FieldDescriptor::CPPTYPE_UINT32 && kind != FieldDescriptor::CPPTYPE_UINT64)
                complain(complaints, field->full_name(), "limits of a number on something else");
            if (policy.has_at_least() && policy.has_at_most() && policy.at_least() > policy.at_most())
                complain(complaints, field->full_name(), "no number fits");
        });
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void referencesAreKnown() {
        Complaints complaints;
        forEachField([&](const FieldDescriptor* field) {
            const auto& policy = policyOf(field);
            const auto check = [&](const std::string& name) {
                if (Schema::instance().referenced(name) == nullptr)
                    complain(complaints, field->full_name(), "no record " + name);
            };
            if (!policy.reference().empty())
                check(policy.reference());
            std::for_each(policy.parent_types().begin(), policy.parent_types().end(), check);
            const auto size = field->is_repeated() ? policy.item_max() : policy.max();
            if (!policy.reference().empty() && (field->type() != FieldDescriptor::TYPE_BYTES || size != 16))
                complain(complaints, field->full_name(), "a reference is bytes of 16");
            if (!policy.parent_types().empty() && !policy.parent())
                complain(complaints, field->full_name(), "parent_types of something else");
        });
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void stepsNameKnownValues() {
        Complaints complaints;
        forEachField([&](const FieldDescriptor* field) {
            const auto& policy = policyOf(field);
            if ((policy.merge() == v1::FORWARD) == policy.steps().empty())
                complain(complaints, field->full_name(), "FORWARD and steps belong together");
            if (policy.merge() == v1::FORWARD && field->enum_type() == nullptr)
                complain(complaints, field->full_name(), "FORWARD is for enums");
            bool begins = policy.steps().empty();
            for (const auto& step : policy.steps()) {
                begins = begins || step.from().empty();
                if (!step.from().empty()) {
                    google::protobuf::RepeatedPtrField<std::string> from;
                    *from.Add() = step.from();
                    checkValues(complaints, field, from);
                }
                checkValues(complaints, field, step.to());
                if (step.to().empty())
                    complain(complaints, field->full_name(), "a step to nowhere");
            }
            const auto* made = Schema::instance().referenced(field->containing_type()->name());
            if (!begins && made != nullptr && !made->policy().create().empty())
                complain(complaints, field->full_name(), "no step from which a new record begins");
        });
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void numericMergesAreOnNumbers() {
        Complaints complaints;
        forEachField([&](const FieldDescriptor* field) {
            const auto merge = policyOf(field).merge();
            const auto kind = field->cpp_type();
            const bool compares = kind == FieldDescriptor::CPPTYPE_INT32 ||
                                  kind == FieldDescriptor::CPPTYPE_INT64 ||
                                  kind == FieldDescriptor::CPPTYPE_UINT32;
            if ((merge == v1::MAX || merge == v1::MIN) && (!compares || field->is_repeated()))
                complain(complaints, field->full_name(), "MAX and MIN compare numbers");
        });
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void listsOfMessagesHaveKeys() {
        Complaints complaints;
        forEachField([&](const FieldDescriptor* field) {
            const auto& policy = policyOf(field);
            const bool isList = field->is_repeated() && isMessage(field);
            if (policy.split() && !isMessage(field))
                complain(complaints, field->full_name(), "only messages can be split");
            if (!isList) {
                if (!policy.key().empty())
                    complain(complaints, field->full_name(), "a key without a list of messages");
                return;
            }
            const auto* key = field->message_type()->FindFieldByName(policy.key());
            if (key == nullptr || key->is_repeated() || isMessage(key) ||
                key->cpp_type() == FieldDescriptor::CPPTYPE_BOOL ||
                key->cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE ||
                key->cpp_type() == FieldDescriptor::CPPTYPE_FLOAT)
                complain(complaints, field->full_name(), "no such key: " + policy.key());
        });
        QCOMPARE(complaints.join("\n"), QString{});
    }

    /// Paths reach one list deep.
    void nestedMessagesHoldNoLists() {
        Complaints complaints;
        forEachField([&](const FieldDescriptor* field) {
            const bool isTop = field->containing_type()->options().HasExtension(v1::record);
            if (!isTop && field->is_repeated())
                complain(complaints, field->full_name(), "a list inside a message");
            if (!isTop && policyOf(field).required())
                complain(complaints, field->full_name(), "required is for fields of records");
        });
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void recordOptionsNameKnownFields() {
        Complaints complaints;
        for (const auto* type : Schema::instance().types()) {
            const auto& policy = type->policy();
            if (policy.seen_by() == v1::SEEN_BY_UNSPECIFIED)
                complain(complaints, type->name(), "seen_by is not stated");
            if (type->title() == nullptr)
                complain(complaints, type->name(), "no field " + policy.title());
            if ((type->documentNumber() == nullptr) != policy.number_prefix().empty())
                complain(complaints, type->name(), "a prefix and a document number belong together");
            if (policy.seen_by() == v1::OWNED && (type->owner() == nullptr || type->unit() == nullptr))
                complain(complaints, type->name(), "owned without owner or unit");
            if (policy.seen_by() == v1::INHERITED && type->parent() == nullptr)
                complain(complaints, type->name(), "inherited without parent");
            const bool anyField =
                std::any_of(type->fields().begin(), type->fields().end(),
                            [](const auto& field) { return !field.policy().write().empty(); });
            if (policy.device_may_write() && policy.edit().empty() && !anyField && !policy.append_only())
                complain(complaints, type->name(), "devices may write it and nobody may edit it");

            if (const auto* late = type->field(policy.late_fact());
                !policy.late_fact().empty() &&
                (late == nullptr || late->descriptor()->cpp_type() != FieldDescriptor::CPPTYPE_BOOL ||
                 late->merge() != v1::SERVER_ONLY))
                complain(complaints, type->name(), "late_fact: no boolean of the server's");

            if (policy.has_editable_while()) {
                const auto& lock = policy.editable_while();
                const auto* field = type->field(lock.field());
                if (field == nullptr) {
                    complain(complaints, type->name(), "editable_while: no field " + lock.field());
                } else {
                    checkValues(complaints, field->descriptor(), lock.values());
                    if (lock.values().empty() != (field->descriptor()->enum_type() == nullptr))
                        complain(complaints, type->name(), "editable_while: values are for enums");
                }
                for (const auto& name : lock.except())
                    if (type->field(name) == nullptr)
                        complain(complaints, type->name(), "editable_while: no field " + name);
                const auto* setting = v1::Organisation::descriptor()->FindFieldByName(lock.setting());
                if (!lock.setting().empty() &&
                    (setting == nullptr || setting->cpp_type() != FieldDescriptor::CPPTYPE_BOOL))
                    complain(complaints, type->name(), "editable_while: no setting " + lock.setting());
            }
            if (policy.has_desk_when()) {
                const auto* field = type->field(policy.desk_when().field());
                if (field == nullptr)
                    complain(complaints, type->name(), "desk_when: no field " + policy.desk_when().field());
                else
                    checkValues(complaints, field->descriptor(), policy.desk_when().unless());
            }
        }
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void rolesOfFieldsAreTakenOnce() {
        Complaints complaints;
        using Is = bool (v1::FieldPolicy::*)() const;
        const std::pair<const char*, Is> roles[] = {
            {"owner", &v1::FieldPolicy::owner},   {"unit", &v1::FieldPolicy::unit},
            {"parent", &v1::FieldPolicy::parent}, {"collaborators", &v1::FieldPolicy::collaborators},
            {"author", &v1::FieldPolicy::author}, {"document_number", &v1::FieldPolicy::document_number},
        };
        for (const auto* type : Schema::instance().types())
            for (const auto& [name, is] : roles) {
                const auto count =
                    std::count_if(type->fields().begin(), type->fields().end(),
                                  [is = is](const schema::Field& field) { return (field.policy().*is)(); });
                if (count > 1)
                    complain(complaints, type->name(), std::string{"several fields are "} + name);
            }
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void columnsAreSingleValuesWithUniqueNames() {
        Complaints complaints;
        for (const auto* type : Schema::instance().types()) {
            std::set<std::string> names;
            for (const auto* field : type->columns()) {
                if (field->descriptor()->is_repeated() || isMessage(field->descriptor()))
                    complain(complaints, field->descriptor()->full_name(), "does not fit a column");
                if (!names.insert(field->column()).second)
                    complain(complaints, type->name(), "two columns " + field->column());
            }
        }
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void everyEnumBeginsUnspecified() {
        Complaints complaints;
        const auto check = [&](const EnumDescriptor* type) {
            // The vocabulary's own: there 0 is what an option means that was not written down.
            if (type == v1::Merge_descriptor() || type == v1::Widget_descriptor())
                return;
            const auto* zero = type->FindValueByNumber(0);
            if (zero == nullptr || !zero->name().ends_with("_UNSPECIFIED"))
                complain(complaints, type->full_name(), "0 is not unspecified");
        };
        for (const auto* file : tests::protocolFiles())
            for (int i = 0; i < file->enum_type_count(); ++i)
                check(file->enum_type(i));
        for (const auto* message : tests::protocolMessages())
            forEachEnum(message, check);
        QCOMPARE(complaints.join("\n"), QString{});
    }

    void typesAreRead() {
        const auto& customer = Schema::of<v1::Customer>();
        QCOMPARE(customer.name(), std::string{"customer"});
        QCOMPARE(customer.owner()->name(), std::string{"owner_id"});
        QCOMPARE(customer.unit()->name(), std::string{"unit_id"});
        QCOMPARE(customer.collaborators()->name(), std::string{"collaborator_ids"});
        QCOMPARE(customer.title()->name(), std::string{"name"});
        QVERIFY(customer.parent() == nullptr);
        QVERIFY(customer.author() == nullptr);
        QCOMPARE(Schema::of<v1::VisitPlan>().name(), std::string{"visit_plan"});
        QCOMPARE(Schema::of<v1::Visit>().author()->name(), std::string{"author_id"});
        QCOMPARE(Schema::of<v1::Quote>().documentNumber()->name(), std::string{"number"});
        QCOMPARE(Schema::of<v1::Task>().audiences().size(), std::size_t{1});

        QVERIFY(customer.field(0) == nullptr);
        QVERIFY(customer.field(-1) == nullptr);
        QVERIFY(customer.field(29) == nullptr);
        QVERIFY(customer.field(9999) == nullptr);
        QVERIFY(customer.field("nome") == nullptr);
        QVERIFY(customer.field(7) == customer.field("address"));
    }

    void shapesFollowFromTheOptions() {
        using schema::Shape;
        const auto& customer = Schema::of<v1::Customer>();
        QVERIFY(customer.field("name")->shape() == Shape::Whole);
        QVERIFY(customer.field("position")->shape() == Shape::Whole);
        QVERIFY(customer.field("address")->shape() == Shape::SplitMessage);
        QVERIFY(customer.field("tags")->shape() == Shape::Set);
        QVERIFY(customer.field("phones")->shape() == Shape::KeyedList);
        QVERIFY(!customer.field("phones")->isSplit());
        QVERIFY(Schema::of<v1::Order>().field("delivery_address")->shape() == Shape::Whole);

        const auto* lines = Schema::of<v1::Quote>().field("lines");
        QVERIFY(lines->isSplit());
        QCOMPARE(lines->key()->name(), std::string{"id"});
        QCOMPARE(lines->position()->name(), std::string{"position"});
        QVERIFY(lines->inner(2)->outer() == lines);
        QVERIFY(lines->inner(99) == nullptr);
        QCOMPARE(customer.field("address")->inner(3)->column(), std::string{"address_city"});
    }

    void parentsAreRestricted() {
        const auto& customer = Schema::of<v1::Customer>();
        const auto& quote = Schema::of<v1::Quote>();
        const auto& file = Schema::of<v1::File>();
        QVERIFY(quote.mayHangUnder(customer));
        QVERIFY(!quote.mayHangUnder(quote));
        QVERIFY(file.mayHangUnder(quote));
        QVERIFY(file.mayHangUnder(customer));
        QVERIFY(!file.mayHangUnder(Schema::of<v1::Person>()));
        QVERIFY(!customer.mayHangUnder(customer));
        QVERIFY(Schema::of<v1::Conflict>().mayHangUnder(Schema::of<v1::Product>()));
    }

    void stepsAreAllowedAsWritten() {
        const auto& lifecycle = *Schema::of<v1::Customer>().field("lifecycle");
        using C = v1::Customer;
        const auto anybody = v1::ROLE_UNSPECIFIED;
        QVERIFY(lifecycle.allowsStep(0, C::LEAD, v1::REP));
        QVERIFY(!lifecycle.allowsStep(0, C::LOST, v1::REP));
        QVERIFY(lifecycle.allowsStep(C::LEAD, C::LOST, v1::REP));
        QVERIFY(!lifecycle.allowsStep(C::ACTIVE, C::LEAD, anybody));
        QVERIFY(!lifecycle.allowsStep(C::LOST, C::ACTIVE, v1::REP));
        QVERIFY(lifecycle.allowsStep(C::LOST, C::ACTIVE, v1::MANAGER));
        QVERIFY(lifecycle.allowsStep(C::LOST, C::ACTIVE, anybody));
        QVERIFY(!lifecycle.allowsStep(C::LEAD, 0, anybody));
        QVERIFY(!lifecycle.allowsStep(C::LEAD, 99, anybody));
    }

    /// A status that only a newer server knows is not a new record.
    void nothingStepsFromAnUnknownValue() {
        const auto& lifecycle = *Schema::of<v1::Customer>().field("lifecycle");
        QVERIFY(!lifecycle.allowsStep(99, v1::Customer::LEAD, v1::ROLE_UNSPECIFIED));
    }

    void unreadableBodiesAreRefused() {
        const auto& customer = Schema::of<v1::Customer>();
        v1::Customer made;
        made.set_name("Käserei");
        const auto body = made.SerializeAsString();
        const auto read = customer.parse(body);
        QCOMPARE(read->SerializeAsString(), body);
        const auto refused = [&](const std::string& bytes) {
            try {
                (void)customer.parse(bytes);
            } catch (const schema::FaultError& error) {
                return error.fault().code() == v1::INVALID &&
                       error.fault().message().find("customer") != std::string::npos;
            }
            return false;
        };
        QVERIFY(refused(body.substr(0, body.size() - 1)));
        QVERIFY(refused("\x0A\x02\xFF\xFE"));  // a name that is no UTF-8
        QVERIFY(refused("\xFF"));
    }

    void faultsHaveNames() {
        for (const auto code : {v1::BUSY, v1::THROTTLED, v1::READ_ONLY, v1::INTERNAL})
            QVERIFY(schema::isPassing(code));
        for (const auto code : {v1::INVALID, v1::NO_RIGHT, v1::UNAUTHENTICATED, v1::STALE, v1::TOO_LARGE})
            QVERIFY(!schema::isPassing(code));
        QVERIFY(schema::codeName(v1::NUMBER_GAP) == "NUMBER_GAP");
        const auto fault = schema::fault(v1::INVALID, "too long", "name", 200);
        QCOMPARE(fault.path(), std::string{"name"});
        QCOMPARE(fault.limit(), 200);
    }

    void bytesAndEnumsAreReadThroughFields() {
        const auto& type = Schema::of<v1::Customer>();
        v1::Customer customer;
        QCOMPARE(schema::bytesOf(customer, type.owner()), std::string{});
        QCOMPARE(schema::bytesOf(customer, nullptr), std::string{});
        schema::setBytes(customer, type.owner(), std::string(16, 'o'));
        QCOMPARE(customer.owner_id(), std::string(16, 'o'));
        schema::setBytes(customer, type.owner(), {});
        QVERIFY(!customer.has_owner_id());
        QCOMPARE(schema::enumOf(customer, type.field("tier")), 0);
        customer.set_tier(v1::Customer::B);
        QCOMPARE(schema::enumOf(customer, type.field("tier")), int{v1::Customer::B});
        QCOMPARE(schema::enumOf(customer, nullptr), 0);
    }
};

QTEST_APPLESS_MAIN(SchemaTest)
#include "schema_test.moc"
