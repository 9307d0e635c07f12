#include "shared/schema/path_value.h"

#include <QTest>
#include <algorithm>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/schema/schema.h"
#include "shared/schema/validate.h"
#include "tests/support/random_record.h"

using namespace fieldfare;
using google::protobuf::Message;
using schema::Path;
using schema::Schema;

namespace {

const std::string idA(16, 'a');
const std::string idB(16, 'b');

std::unique_ptr<Message> copyOf(const Message& record) {
    std::unique_ptr<Message> copy{record.New()};
    copy->CopyFrom(record);
    return copy;
}

std::string canonical(const Message& record, const schema::RecordType& type) {
    const auto copy = copyOf(record);
    schema::canonicalise(*copy, type);
    return copy->SerializeAsString();
}

QString describe(const Message& record) {
    return QString::fromStdString(record.ShortDebugString());
}

/// Two records of a type, now far apart, now an edit of one another.
std::pair<std::unique_ptr<Message>, std::unique_ptr<Message>> pairOf(const schema::RecordType& type,
                                                                     std::uint64_t seed) {
    tests::RandomRecord random{seed};
    auto before = seed % 3 == 0 ? random.filled(type) : random.sparse(type);
    auto after = seed % 5 == 0 ? random.sparse(type) : copyOf(*before);
    random.edit(*after);
    return {std::move(before), std::move(after)};
}

v1::Quote quoteWithLine() {
    v1::Quote quote;
    auto* line = quote.add_lines();
    line->set_id(idA);
    line->set_quantity_milli(2000);
    line->set_discount_bp(500);
    return quote;
}

}  // namespace

class PathValueTest : public QObject {
    Q_OBJECT

  private slots:
    void differencesLeadFromOneRecordToTheOther() {
        for (std::uint64_t seed = 0; seed < 200; ++seed)
            for (const auto* type : Schema::instance().types()) {
                const auto [before, after] = pairOf(*type, seed);
                const auto paths = schema::differences(*before, *after, *type);
                const auto changed = copyOf(*before);
                for (const auto& path : paths)
                    schema::copyValue(*after, *changed, *type, path);
                QVERIFY2(canonical(*changed, *type) == canonical(*after, *type),
                         qPrintable(
                             QString{"seed %1: %2\n%3"}.arg(seed).arg(describe(*changed), describe(*after))));
                QVERIFY(schema::differences(*changed, *after, *type).empty());
            }
    }

    void differencesAreExactlyWhereValuesDiffer() {
        for (std::uint64_t seed = 0; seed < 100; ++seed)
            for (const auto* type : Schema::instance().types()) {
                const auto [before, after] = pairOf(*type, seed);
                auto paths = schema::differences(*before, *after, *type);
                for (const auto& path : paths) {
                    QVERIFY(schema::resolve(*type, path));
                    QVERIFY(!schema::sameValue(*before, *after, *type, path));
                    QVERIFY(!schema::sameValue(*after, *before, *type, path));
                }
                std::sort(paths.begin(), paths.end());
                QVERIFY(std::adjacent_find(paths.begin(), paths.end()) == paths.end());
                QVERIFY(schema::differences(*before, *before, *type).empty());
                // One copied value settles its own path and leaves the others different.
                for (const auto& path : paths) {
                    const auto changed = copyOf(*before);
                    schema::copyValue(*after, *changed, *type, path);
                    QVERIFY(schema::sameValue(*changed, *after, *type, path));
                    QCOMPARE(schema::differences(*changed, *after, *type).size(), paths.size() - 1);
                }
            }
    }

    void differencesIgnoreTheOrderOfLists() {
        for (std::uint64_t seed = 0; seed < 50; ++seed)
            for (const auto* type : Schema::instance().types()) {
                tests::RandomRecord random{seed};
                const auto record = random.filled(*type);
                const auto reversed = copyOf(*record);
                for (const auto& field : type->fields())
                    if (field.descriptor()->is_repeated()) {
                        const auto* reflection = reversed->GetReflection();
                        for (int i = 0, j = reflection->FieldSize(*reversed, field.descriptor()) - 1; i < j;
                             ++i, --j)
                            reflection->SwapElements(reversed.get(), field.descriptor(), i, j);
                    }
                QVERIFY(schema::differences(*record, *reversed, *type).empty());
                QVERIFY(canonical(*record, *type) == canonical(*reversed, *type));
            }
    }

    void aPartialCarriesExactlyThosePaths() {
        for (std::uint64_t seed = 0; seed < 100; ++seed)
            for (const auto* type : Schema::instance().types()) {
                const auto [before, after] = pairOf(*type, seed);
                auto paths = schema::differences(*before, *after, *type);
                tests::RandomRecord chance{seed};
                std::erase_if(paths, [&](const Path&) { return chance.random().below(2) == 0; });

                const auto partial = schema::partialOf(*after, *type, paths);
                for (const auto& path : paths)
                    QVERIFY(schema::sameValue(*partial, *after, *type, path));
                const auto carried = schema::differences(*type->make(), *partial, *type);
                for (const auto& path : carried)
                    QVERIFY2(std::any_of(paths.begin(), paths.end(),
                                         [&](const Path& asked) {
                                             // The item stands in for the field inside it.
                                             return asked.covers(path) ||
                                                    (asked.inner != 0 && path.covers(asked));
                                         }),
                             schema::pathText(*type, path).c_str());
                // The edit travels: whoever has `before` and the partial gets the same values.
                const auto received = type->parse(partial->SerializeAsString());
                const auto direct = copyOf(*before);
                const auto travelled = copyOf(*before);
                for (const auto& path : paths) {
                    schema::copyValue(*after, *direct, *type, path);
                    schema::copyValue(*received, *travelled, *type, path);
                }
                QVERIFY(canonical(*direct, *type) == canonical(*travelled, *type));
            }
    }

    void aPartialOfAnItemsFieldHoldsKeyAndField() {
        const auto& type = Schema::of<v1::Quote>();
        const auto quote = quoteWithLine();
        const auto partial = schema::partialOf(quote, type, {{7, idA, 5}});
        v1::Quote expected;
        expected.add_lines()->set_id(idA);
        expected.mutable_lines(0)->set_quantity_milli(2000);
        QCOMPARE(partial->SerializeAsString(), expected.SerializeAsString());
        // Cleared: the item is there, the field is not.
        const auto cleared = schema::partialOf(quote, type, {{7, idA, 4}});
        QCOMPARE(static_cast<const v1::Quote&>(*cleared).lines_size(), 1);
        // Removed: nothing is there.
        QCOMPARE(schema::partialOf(quote, type, {{7, idB, 0}, {7, idB, 5}})->ByteSizeLong(), std::size_t{0});
    }

    void valuesAreThereOrNot() {
        const auto& type = Schema::of<v1::Customer>();
        v1::Customer customer;
        const Path name{1, {}, 0};
        const Path city{7, {}, 3};
        const Path tag{11, "VIP", 0};
        const Path phone{9, idA, 0};
        for (const auto& path : {name, city, tag, phone})
            QVERIFY(!schema::hasValue(customer, type, path));
        customer.set_name("");
        customer.mutable_address()->set_city("Bern");
        customer.add_tags("VIP");
        customer.add_phones()->set_id(idA);
        for (const auto& path : {name, city, tag, phone})
            QVERIFY(schema::hasValue(customer, type, path));
        QVERIFY(!schema::hasValue(customer, type, {7, {}, 1}));
        QVERIFY(!schema::hasValue(customer, type, {11, "vip", 0}));

        const auto quote = quoteWithLine();
        const auto& quotes = Schema::of<v1::Quote>();
        QVERIFY(schema::hasValue(quote, quotes, {7, idA, 0}));
        QVERIFY(schema::hasValue(quote, quotes, {7, idA, 5}));
        QVERIFY(!schema::hasValue(quote, quotes, {7, idA, 4}));
        QVERIFY(!schema::hasValue(quote, quotes, {7, idB, 5}));
    }

    void emptyIsNotUnset() {
        const auto& type = Schema::of<v1::Customer>();
        v1::Customer unset;
        v1::Customer empty;
        empty.set_notes("");
        empty.set_next_follow_up_at(0);
        empty.mutable_credit_limit();
        QCOMPARE(schema::differences(unset, empty, type).size(), std::size_t{3});
        const auto copy = copyOf(unset);
        for (const auto& path : schema::differences(unset, empty, type))
            schema::copyValue(empty, *copy, type, path);
        QCOMPARE(copy->SerializeAsString(), empty.SerializeAsString());
    }

    void aClearedAddressIsNoAddress() {
        const auto& type = Schema::of<v1::Customer>();
        v1::Customer with;
        with.mutable_address()->set_city("Bern");
        v1::Customer without;
        v1::Customer hollow;
        hollow.mutable_address();
        v1::Customer cleared = with;
        schema::copyValue(without, cleared, type, {7, {}, 3});
        QVERIFY(!cleared.has_address());
        // A split message has no value of its own: present without fields is the same as absent.
        QVERIFY(schema::differences(without, hollow, type).empty());
        QCOMPARE(canonical(hollow, type), canonical(without, type));
    }

    void editsOfARemovedItemDoNothing() {
        const auto& type = Schema::of<v1::Quote>();
        const auto from = quoteWithLine();
        v1::Quote to;
        to.add_lines()->set_id(idB);
        const auto before = to.SerializeAsString();
        schema::copyValue(from, to, type, {7, idA, 5});
        QCOMPARE(to.SerializeAsString(), before);
        schema::copyValue(from, to, type, {7, idA, 0});
        QCOMPARE(to.lines_size(), 2);
        schema::copyValue(v1::Quote{}, to, type, {7, idB, 0});
        QCOMPARE(to.lines_size(), 1);
        QCOMPARE(to.lines(0).id(), idA);
        // From a record without the item, its field reads as unset.
        schema::copyValue(v1::Quote{}, to, type, {7, idA, 5});
        QCOMPARE(to.lines(0).quantity_milli(), 0);
        QCOMPARE(to.lines(0).discount_bp(), 500U);
    }

    void otherFieldsOfAnItemStay() {
        const auto& type = Schema::of<v1::Quote>();
        auto mine = quoteWithLine();
        auto theirs = quoteWithLine();
        theirs.mutable_lines(0)->set_quantity_milli(7000);
        theirs.mutable_lines(0)->set_discount_bp(900);
        schema::copyValue(theirs, mine, type, {7, idA, 5});
        QCOMPARE(mine.lines(0).quantity_milli(), 7000);
        QCOMPARE(mine.lines(0).discount_bp(), 500U);
        QVERIFY(schema::sameValue(mine, theirs, type, {7, idA, 5}));
        QVERIFY(!schema::sameValue(mine, theirs, type, {7, idA, 9}));
        QVERIFY(!schema::sameValue(mine, theirs, type, {7, idA, 0}));
        QVERIFY(schema::sameValue(mine, theirs, type, {7, idB, 5}));
    }

    void listsAreOrderedByPositionThenKey() {
        const auto& type = Schema::of<v1::Quote>();
        v1::Quote quote;
        const auto add = [&](char id, std::uint32_t position) {
            quote.add_lines()->set_id(std::string(16, id));
            quote.mutable_lines(quote.lines_size() - 1)->set_position(position);
        };
        add('d', 10);
        add('c', 2);
        add('b', 10);
        add('a', 300);
        schema::canonicalise(quote, type);
        std::string order;
        for (const auto& line : quote.lines())
            order += line.id().front();
        QCOMPARE(order, std::string{"cbda"});

        v1::Customer customer;
        for (const char* tag : {"z", "Ä", "a", "B"})
            customer.add_tags(tag);
        schema::canonicalise(customer, Schema::of<v1::Customer>());
        QCOMPARE(customer.tags(0) + customer.tags(1) + customer.tags(2) + customer.tags(3),
                 std::string{"BazÄ"});

        v1::PriceList list;
        for (const auto tier : {v1::Customer::C, v1::Customer::A, v1::Customer::B})
            list.add_tier_discounts()->set_tier(tier);
        schema::canonicalise(list, Schema::of<v1::PriceList>());
        QVERIFY(list.tier_discounts(0).tier() == v1::Customer::A);
        QVERIFY(list.tier_discounts(2).tier() == v1::Customer::C);
    }

    void canonicalisingIsDoneOnce() {
        for (std::uint64_t seed = 0; seed < 50; ++seed)
            for (const auto* type : Schema::instance().types()) {
                const auto record = tests::RandomRecord{seed}.filled(*type);
                const auto copy = copyOf(*record);
                schema::canonicalise(*copy, *type);
                QVERIFY(schema::differences(*record, *copy, *type).empty());
                const auto once = copy->SerializeAsString();
                schema::canonicalise(*copy, *type);
                QCOMPARE(copy->SerializeAsString(), once);
            }
    }

    void numbersCompareAndUnsetIsLeast() {
        const auto& type = Schema::of<v1::Customer>();
        const Path path{19, {}, 0};
        v1::Customer unset;
        v1::Customer least;
        least.set_last_contact_at(std::numeric_limits<std::int64_t>::min());
        v1::Customer most;
        most.set_last_contact_at(std::numeric_limits<std::int64_t>::max());
        QVERIFY(schema::compareNumbers(unset, unset, type, path) == 0);
        QVERIFY(schema::compareNumbers(unset, least, type, path) < 0);
        QVERIFY(schema::compareNumbers(least, unset, type, path) > 0);
        QVERIFY(schema::compareNumbers(least, most, type, path) < 0);
        QVERIFY(schema::compareNumbers(most, least, type, path) > 0);
        QVERIFY(schema::compareNumbers(most, most, type, path) == 0);

        const auto& quotes = Schema::of<v1::Quote>();
        auto more = quoteWithLine();
        more.mutable_lines(0)->set_quantity_milli(3000);
        QVERIFY(schema::compareNumbers(quoteWithLine(), more, quotes, {7, idA, 5}) < 0);
        QVERIFY(schema::compareNumbers(v1::Quote{}, more, quotes, {7, idA, 5}) < 0);
    }

    void comparingAgreesWithTheNumbers() {
        const auto& type = Schema::of<v1::Visit>();
        tests::RandomRecord random{7};
        for (int i = 0; i < 300; ++i) {
            v1::Visit a;
            v1::Visit b;
            for (auto* visit : {&a, &b}) {
                random.fillField(*visit, v1::Visit::descriptor()->FindFieldByName("planned_at"));
                random.fillField(*visit, v1::Visit::descriptor()->FindFieldByName("review_rating"));
            }
            const auto sign = [](auto x, auto y) { return x < y ? -1 : x == y ? 0 : 1; };
            QCOMPARE(schema::compareNumbers(a, b, type, {4, {}, 0}), sign(a.planned_at(), b.planned_at()));
            QCOMPARE(schema::compareNumbers(a, b, type, {20, {}, 0}),
                     sign(a.review_rating(), b.review_rating()));
        }
    }

    /// What a newer version wrote stays when this one edits the record.
    void unknownFieldsOfTheTargetStay() {
        const auto& type = Schema::of<v1::Customer>();
        v1::Customer stored;
        stored.set_name("before");
        stored.mutable_address()->set_city("Bern");
        auto body = stored.SerializeAsString();
        stored.GetReflection()->MutableUnknownFields(&stored)->AddVarint(60000, 7);
        stored.GetReflection()
            ->MutableUnknownFields(stored.mutable_address())
            ->AddLengthDelimited(60001, "inside");
        const auto record = type.parse(stored.SerializeAsString());
        v1::Customer edit;
        edit.set_name("after");
        schema::copyValue(edit, *record, type, {1, {}, 0});
        schema::copyValue(edit, *record, type, {7, {}, 3});
        schema::canonicalise(*record, type);
        const auto again = type.parse(record->SerializeAsString());
        QCOMPARE(again->GetReflection()->GetUnknownFields(*again).field(0).varint(), 7U);
        const auto& address = static_cast<const v1::Customer&>(*again).address();
        QCOMPARE(address.GetReflection()->GetUnknownFields(address).field(0).length_delimited(),
                 std::string{"inside"});
    }

    void randomRecordsKeepTheLimits() {
        for (std::uint64_t seed = 0; seed < 50; ++seed)
            for (const auto* type : Schema::instance().types()) {
                const auto [before, after] = pairOf(*type, seed);
                for (const auto* record : {before.get(), after.get()}) {
                    const auto faults = schema::validate(*record, *type);
                    QVERIFY2(faults.empty(), faults.empty() ? "" : faults.front().message().c_str());
                }
                QVERIFY(schema::missing(*tests::RandomRecord{seed}.filled(*type), *type).empty());
            }
    }
};

QTEST_APPLESS_MAIN(PathValueTest)
#include "path_value_test.moc"
