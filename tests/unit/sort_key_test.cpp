#include "mobile/engine/search/sort_key.h"

#include <QtTest/QtTest>
#include <algorithm>
#include <string>
#include <vector>

using fieldfare::search::sectionOf;
using fieldfare::search::sortKey;

class SortKeyTest : public QObject {
    Q_OBJECT

  private slots:
    void namesStandInTheOrderPeopleLookForThem() {
        const std::vector<std::string> names{
            "",         "...",      "3M",       "42 Parallel", "acorn foods", "Äcorn Foods 2", "(Birch) Ltd",
            "Zebra",    "阿里食品", "宝山餐厅", "成都贸易",    "山东商贸",    "上海万家",      "上海云水",
            "尚品咖啡", "天成食品", "Ёлка"};
        auto sorted = names;
        std::reverse(sorted.begin(), sorted.end());
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const auto& left, const auto& right) { return sortKey(left) < sortKey(right); });
        QCOMPARE(sorted, names);
    }

    void aSectionIsInOnePlace_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("section");
        QTest::newRow("Latin") << "acorn"
                               << "A";
        QTest::newRow("accent") << "Örebro"
                                << "O";
        QTest::newRow("Chinese") << "上海万家"
                                 << "S";
        QTest::newRow("Chinese in brackets") << "（上海）万家"
                                             << "S";
        QTest::newRow("digit") << "3M"
                               << "#";
        QTest::newRow("full-width digit") << "３M"
                                          << "#";
        QTest::newRow("nothing to go by") << "—"
                                          << "#";
        QTest::newRow("another script") << "йод"
                                        << "И";
    }
    void aSectionIsInOnePlace() {
        QFETCH(const QString, name);
        QFETCH(const QString, section);
        QCOMPARE(QString::fromStdString(sectionOf(sortKey(name.toStdString()))), section);
    }

    void everyBytesHaveAKey() {
        const std::string broken{"\xff\xc0 \x80", 4};
        const auto key = QString::fromStdString(sortKey(broken)).toStdString();
        QCOMPARE(key, sortKey(broken));
        QVERIFY(sortKey(std::string(100'000, 'x')).size() < 1'000);
        QVERIFY(sortKey(std::string{"a\0b", 3}).find('\0') == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(SortKeyTest)
#include "sort_key_test.moc"
