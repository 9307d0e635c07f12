#include <QTest>

#include "fieldfare/catalogue.pb.h"
#include "merge_site.h"
#include "shared/merge/merge.h"
#include "tests/support/random_record.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using merge::Author;

class MergeOrderTest : public QObject {
    Q_OBJECT

  private slots:
    void concurrentEditsEndAlikeInEveryOrder() {
        struct Step {
            int editor;
            base::HybridTime time;
            std::function<void(v1::Customer&)> change;
        };
        v1::Customer start;
        start.add_tags("vip");
        phone(start, idA)->set_number("0");
        const std::vector<std::vector<Step>> stories{
            {{0, 100, notes("a")}, {1, 300, notes("b")}, {2, 200, notes("c")}},
            {{0, 100, notes("a")}, {1, 100, notes("b")}, {2, 100, notes("c")}},
            {{0, 100, notes("x")}, {1, 300, notes("x")}, {2, 200, notes("c")}},
            {{0, 100, notes("a")}, {1, 300, [](v1::Customer& c) { c.clear_notes(); }}, {2, 200, notes("c")}},
            {{0, 100, contactAt(3)}, {1, 300, contactAt(1)}, {2, 200, contactAt(2)}},
            {{0, 100, tagged("n")}, {1, 300, untagged("vip")}, {2, 200, tagged("n")}},
            {{0, 100, [](v1::Customer& c) { c.clear_phones(); }},
             {1, 300, [](v1::Customer& c) { phone(c, idA)->set_number("1"); }},
             {2, 200, [](v1::Customer& c) { phone(c, idA)->set_number("2"); }}},
            {{0, 900, [](v1::Customer& c) { c.clear_phones(); }},
             {1, 300, [](v1::Customer& c) { phone(c, idA)->set_number("1"); }},
             {2, 950, [](v1::Customer& c) { c.clear_phones(); }}},
        };
        for (std::size_t story = 0; story < stories.size(); ++story) {
            std::vector<int> order{0, 1, 2};
            std::string ended;
            do {
                Editor dora{"dora"};
                std::vector<Editor> editors{Editor{"ann"}, Editor{"bob"}, Editor{"cem"}};
                CustomerSite site{dora, start};
                for (const int i : order) {
                    const auto& step = stories[story][static_cast<std::size_t>(i)];
                    (void)site.edit(editors[static_cast<std::size_t>(step.editor)], 1, step.time,
                                    step.change);
                }
                const auto end = site.record().SerializeAsString();
                if (ended.empty())
                    ended = end;
                QVERIFY2(ended == end, qPrintable(QString{"story %1: %2"}.arg(story).arg(
                                           QString::fromStdString(site.record().ShortDebugString()))));
            } while (std::next_permutation(order.begin(), order.end()));
        }
    }

    void anIdenticalEditCountsAgainstThoseWhoDidNotSeeIt() {
        // Ann and Bob write the same; Cem saw Ann's and wrote over it before Bob did: Bob's was later.
        for (const bool bobBeforeCem : {true, false}) {
            Editor ann{"ann"};
            Editor bob{"bob"};
            Editor cem{"cem"};
            CustomerSite site{ann};
            (void)site.edit(ann, 1, 100, notes("x"));
            const auto seen = site.seq();
            if (bobBeforeCem)
                (void)site.edit(bob, 1, 200, notes("x"));
            (void)site.edit(cem, seen, 150, notes("c"));
            if (!bobBeforeCem)
                (void)site.edit(bob, 1, 200, notes("x"));
            QCOMPARE(site.record().notes(), std::string{"x"});
        }
        // Ann and Bob set the same tag; Cem saw Ann's and removes it: Bob's addition wins.
        for (const bool bobBeforeCem : {true, false}) {
            Editor ann{"ann"};
            Editor bob{"bob"};
            Editor cem{"cem"};
            CustomerSite site{ann};
            (void)site.edit(ann, 1, 100, tagged("t"));
            const auto seen = site.seq();
            if (bobBeforeCem)
                QVERIFY(site.edit(bob, 1, 50, tagged("t")).advanced);
            (void)site.edit(cem, seen, 900, untagged("t"));
            if (!bobBeforeCem)
                (void)site.edit(bob, 1, 50, tagged("t"));
            QCOMPARE(site.record().tags_size(), 1);
        }
    }

    void randomEditsLoseNoValueAndRepeatAlike() {
        for (std::uint64_t seed = 1; seed <= 60; ++seed)
            for (const auto* type : {&Schema::of<v1::Customer>(), &Schema::of<v1::Contact>(),
                                     &Schema::of<v1::Quote>(), &Schema::of<v1::Product>()}) {
                QVERIFY2(
                    tryRandom(*type, seed),
                    qPrintable(QString{"%1 seed %2"}.arg(QString::fromStdString(type->name())).arg(seed)));
            }
    }

    // --- versions ---

    void versionsArePackedAndUnpacked() {
        base::SeededRandom random{7};
        for (int round = 0; round < 200; ++round) {
            Versions versions{randomVersion(random)};
            const auto entries = random.below(20);
            std::vector<Path> paths;
            for (std::uint64_t i = 0; i < entries; ++i) {
                const Path at{static_cast<int>(1 + random.below(40)),
                              random.below(2) == 0 ? std::string{} : random.bytes(random.below(40)),
                              static_cast<int>(random.below(4))};
                versions.set(at, randomVersion(random));
                paths.push_back(at);
            }
            const auto again = Versions::unpack(versions.pack());
            QCOMPARE(again.pack(), versions.pack());
            QCOMPARE(again.creation(), versions.creation());
            for (const auto& at : paths)
                QCOMPARE(again.of(at), versions.of(at));
        }
        QCOMPARE(Versions::unpack({}).creation().seq, std::uint64_t{0});
    }

    void damagedVersionsAreRefused() {
        base::SeededRandom random{8};
        Versions versions{randomVersion(random)};
        for (int i = 1; i < 6; ++i)
            versions.set({i, "key", 1}, randomVersion(random));
        const auto packed = versions.pack();
        int refused = 0;
        for (std::size_t cut = 1; cut < packed.size(); ++cut) {
            try {
                // A cut between two entries reads as fewer; anywhere else it must not be taken.
                QVERIFY(Versions::unpack(packed.substr(0, cut)).pack() == packed.substr(0, cut));
            } catch (const std::runtime_error&) {
                ++refused;
            }
        }
        QVERIFY(refused > static_cast<int>(packed.size()) - 10);
        for (int round = 0; round < 2000; ++round) {
            auto damaged = packed;
            damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
            try {
                (void)Versions::unpack(damaged).pack();
            } catch (const std::runtime_error&) {
            }
        }
        for (const std::string& nonsense :
             {std::string(1, '\x80'), std::string(11, '\xFF'), std::string("\x01\x01\x01\x05", 4)})
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)Versions::unpack(nonsense));
    }

    void anEntryReplacesWhatLiesInsideIt() {
        Versions versions{Version{1, 1, {"ann", "d", 1}}};
        versions.set({7, idA, 5}, {2, 2, {"bob", "d", 2}});
        QCOMPARE(versions.of({7, idA, 5}).seq, std::uint64_t{2});
        QCOMPARE(versions.of({7, idA, 6}).seq, std::uint64_t{1});
        QCOMPARE(versions.of({7, idA, 0}).seq, std::uint64_t{2});  // something inside changed
        QCOMPARE(versions.of({7, idB, 5}).seq, std::uint64_t{1});
        versions.set({7, idA, 0}, {3, 3, {"cem", "d", 3}});
        QCOMPARE(versions.of({7, idA, 5}).seq, std::uint64_t{3});
        QCOMPARE(versions.of({7, idA, 6}).seq, std::uint64_t{3});
    }

    void othersChangesAreNoticed() {
        Versions versions{Version{1, 1, {"ann", "phone", 1}}};
        versions.set({7, {}, 0}, {5, 2, {"bob", "tablet", 2}});
        QVERIFY(versions.changedByOthers(4, {"ann", "phone", 9}));
        QVERIFY(!versions.changedByOthers(5, {"ann", "phone", 9}));
        QVERIFY(!versions.changedByOthers(1, {"bob", "tablet", 9}));
        QVERIFY(versions.changedByOthers(1, {"bob", "another", 9}));
        QVERIFY(versions.changedByOthers(1, {"bob", "tablet", 1}));  // typed before it, and late
        QVERIFY(versions.changedByOthers(0, {"bob", "tablet", 9}));  // the creation
    }

  private:
    static Version randomVersion(base::SeededRandom& random) {
        return {
            random.next() >> random.below(64), random.next() >> random.below(64),
            Author{random.below(4) == 0 ? std::string{} : std::string(16, static_cast<char>(random.below(3))),
                   std::string(16, static_cast<char>(random.below(3))), random.next() >> random.below(64)}};
    }

    /// Several people edit one record at random, some having seen more than others. Every value that was
    /// sent is in the record, in a clash, or was written over by somebody who had seen it or sent the same;
    /// and the whole story told again ends alike.
    static bool tryRandom(const schema::RecordType& type, std::uint64_t seed) {
        std::string first;
        for (int round = 0; round < 2; ++round) {
            tests::RandomRecord random{seed};
            auto record = random.filled(type);
            schema::canonicalise(*record, type);
            Versions versions{Version{1, 1, {"creator", "device 0", 1}}};
            std::vector<std::unique_ptr<Message>> shown;
            const auto show = [&] {
                shown.emplace_back(record->New());
                shown.back()->CopyFrom(*record);
            };
            show();
            show();
            std::string story;
            for (std::uint64_t step = 2; step < 14; ++step) {
                const auto who = std::to_string(random.random().below(3));
                const auto seen = 1 + random.random().below(shown.size() - 1);
                std::unique_ptr<Message> mine{record->New()};
                mine->CopyFrom(*shown[seen]);
                random.edit(*mine);
                const auto paths = schema::differences(*shown[seen], *mine, type);
                const auto partial = schema::partialOf(*mine, type, paths);
                merge::Edit edit;
                edit.author = {"person " + who, "device " + who, step};
                edit.role = v1::MANAGER;
                edit.ownRecord = true;
                edit.assigns = true;
                edit.partial = partial.get();
                for (const auto& at : paths)
                    edit.paths.push_back({at, seen, 100 + random.random().below(20)});
                const auto before = record->SerializeAsString();
                const auto merged = merge::merge(type, *record, versions, edit, step);
                if (merged.refused && (record->SerializeAsString() != before || !merged.changed.empty()))
                    return false;
                if (!merged.refused)
                    for (const auto& at : paths) {
                        const auto policy = schema::resolve(type, at)->leaf->merge();
                        if (policy == v1::MAX || policy == v1::MIN)
                            continue;
                        const bool stands = schema::sameValue(*record, *partial, type, at);
                        const bool kept = std::any_of(
                            merged.clashes.begin(), merged.clashes.end(), [&](const merge::Clash& clash) {
                                return clash.path == at &&
                                       schema::sameValue(*clash.losingValue, *partial, type, at);
                            });
                        // An item's own path and those inside it may be in one edit: then the item was
                        // added whole.
                        if (!stands && !kept)
                            return false;
                    }
                for (const auto& clash : merged.clashes)
                    story += schema::pathText(type, clash.path) + clash.losing.author.person;
                schema::canonicalise(*record, type);
                show();
            }
            story += record->SerializeAsString() + versions.pack();
            if (round == 1 && story != first)
                return false;
            first = story;
        }
        return true;
    }
};

QTEST_GUILESS_MAIN(MergeOrderTest)
#include "merge_order_test.moc"
