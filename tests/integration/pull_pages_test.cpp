#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// Pages, cursors, and an answer's size.
class PullPagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;

    void products(int count, int descriptionSize) {
        site->atServer([&](auto& edit) {
            for (int i = 0; i < count; ++i) {
                v1::Product product;
                product.set_name("Product " + std::to_string(i));
                product.set_sku("S-" + std::to_string(i));
                product.set_description(std::string(static_cast<std::size_t>(descriptionSize), 'd'));
                edit.create(Schema::of<v1::Product>(), {}, product);
            }
        });
    }

  private slots:
    void init() { site = std::make_unique<ServerSite>(); }
    void cleanup() { site.reset(); }

    void aLongFeedComesInPagesOfLimitedSize() {
        products(1800, 2000);
        auto rita = site->client("rita");
        int pages = 0;
        do {
            (void)rita->exchange();
            ++pages;
            QVERIFY(rita->answer().ByteSizeLong() <= 1024 * 1024);
        } while (!rita->answer().complete());
        QVERIFY2(pages >= 4 && pages <= 6, std::to_string(pages).c_str());
        QCOMPARE(rita->all<v1::Product>().size(), std::size_t{1800});
    }

    void manySmallRecordsFillAPageToo() {
        products(3000, 0);
        auto rita = site->client("rita");
        (void)rita->sync();
        QCOMPARE(rita->exchanges, 1);
        QCOMPARE(rita->all<v1::Product>().size(), std::size_t{3000});
    }

    void whatChangesBetweenPagesIsNotMissed() {
        products(1200, 2000);
        auto rita = site->client("rita");
        (void)rita->exchange();
        QVERIFY(!rita->answer().complete());
        const auto seen = rita->all<v1::Product>();
        site->atServer([&](auto& edit) {
            // One that was sent changes, one that was not is deleted.
            edit.change(edit.require(Schema::of<v1::Product>(), seen.begin()->first), [](auto& record) {
                static_cast<v1::Product&>(record).set_name("changed between pages");
            });
        });
        (void)rita->sync();
        QCOMPARE(rita->all<v1::Product>().size(), std::size_t{1200});
        QCOMPARE(rita->get<v1::Product>(seen.begin()->first).name(), std::string{"changed between pages"});
    }

    void longOutcomesLeaveRoom() {
        products(400, 2000);
        auto rita = site->client("rita");
        for (int i = 0; i < 500; ++i)
            (void)rita->create(customerOf("Acme " + std::to_string(i)));
        const auto outcomes = rita->exchange();
        QCOMPARE(outcomes.size(), std::size_t{500});
        QVERIFY(rita->answer().ByteSizeLong() <= 1024 * 1024);
        (void)rita->sync();
        QCOMPARE(rita->all<v1::Customer>().size(), std::size_t{500});
        QCOMPARE(rita->all<v1::Product>().size(), std::size_t{400});
    }

    void cursorsOfAnotherEpochAreListedAnew() {
        products(10, 0);
        auto rita = site->client("rita");
        (void)rita->sync();
        rita->epoch = std::string(16, 'e');
        (void)rita->sync();
        for (const auto& page : rita->answer().pages())
            QVERIFY(page.listed_anew());
        QCOMPARE(rita->answer().epoch(), site->organisation().epoch());
        QCOMPARE(rita->all<v1::Product>().size(), std::size_t{10});
        // With the right one nothing comes twice.
        (void)rita->sync();
        for (const auto& page : rita->answer().pages()) {
            QVERIFY(!page.listed_anew());
            QCOMPARE(page.rows_size(), 0);
        }
    }

    void cursorsOfForeignScopesAreIgnored() {
        auto rita = site->client("rita");
        (void)rita->sync();
        auto request = rita->request();
        auto& cursor = *request.add_cursors();
        cursor.mutable_scope()->set_kind(v1::Scope::UNIT);
        cursor.mutable_scope()->set_id(site->unit("South"));
        const auto answer = rita->send(request);
        v1::SyncResponse response;
        QVERIFY(response.ParseFromString(std::get<std::string>(answer)));
        for (const auto& page : response.pages())
            QVERIFY(page.scope().kind() != v1::Scope::UNIT);
    }

    void anEmptyScopeIsCompleteAtOnce() {
        auto rita = site->client("rita");
        (void)rita->sync();
        bool found = false;
        for (const auto& page : rita->answer().pages())
            if (page.scope().kind() == v1::Scope::POOL) {
                found = true;
                QVERIFY(page.complete() && page.digests().empty());
            }
        QVERIFY(found);
    }
};

QTEST_GUILESS_MAIN(PullPagesTest)
#include "pull_pages_test.moc"
