#include "mobile/engine/search/search_text.h"

#include <QtTest/QtTest>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_view_literals;
using fieldfare::search::foldText;
using fieldfare::search::indexText;
using fieldfare::search::matches;
using fieldfare::search::phoneDigits;
using fieldfare::search::queryTerms;

namespace {

std::string index(std::initializer_list<std::string_view> fields) {
    return indexText(std::vector<std::string_view>{fields});
}

bool finds(std::string_view query, std::initializer_list<std::string_view> fields) {
    return matches(index(fields), queryTerms(query));
}

bool isUtf8(const std::string& text) {
    return QString::fromStdString(text).toStdString() == text;
}

}  // namespace

class SearchTextTest : public QObject {
    Q_OBJECT

  private slots:
    void folds_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("folded");
        const auto row = [](const char* name, std::string_view text, std::string_view folded) {
            QTest::newRow(name) << QByteArray{text.data(), static_cast<qsizetype>(text.size())}
                                << QByteArray{folded.data(), static_cast<qsizetype>(folded.size())};
        };
        row("case", "ACME Ltd", "acme ltd");
        row("accents", "Müller Éclair Ångström", "muller eclair angstrom");
        row("accents apart", "Mu\u0308ller", "muller");
        row("letters with strokes", "Łódź Øre Æsir", "lodz ore aesir");
        row("sharp s", "Straße", "strasse");
        row("Greek and Cyrillic", "ΑΘΉΝΑ Йод", "αθηνα иод");
        row("full width", "ＡＢＣ１２３（株）", "abc123(株)");
        row("compatibility forms", "㈱ №", "(株) no");
        row("white space", " \t a\u3000b\u00a0\n c\r\n", "a b c");
        row("apostrophes", "O'Brien O’Brien Xi'an", "obrien obrien xian");
        row("Chinese stays", "天成食品", "天成食品");
        row("voicing marks stay", "カ\u3099ス ガス", "ガス ガス");
        row("Hangul stays whole", "한국", "한국");
        row("NUL and controls",
            "a\0b\x7f"
            "c"sv,
            "a b c");
        row("not UTF-8",
            "a\xff\xfe"
            "b",
            "a\ufffd\ufffdb");
        row("cut character", "天\xe6\x88", "天\ufffd");
        row("empty", "", "");
    }

    void folds() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, folded);
        const std::string result = foldText(text.toStdString());
        QCOMPARE(QByteArray::fromStdString(result), folded);
        QCOMPARE(foldText(result), result);
        QVERIFY(isUtf8(result));
    }

    void finds_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("found");
        const auto row = [](const char* query, const char* name, bool found) {
            QTest::addRow("%s / %s", query, name) << QString{query} << QString{name} << found;
        };
        row("shang hai", "上海盛世医疗器械有限公司", true);
        row("shanghai", "上海盛世医疗器械有限公司", true);
        row("shangh", "上海", true);
        row("sh", "上海", true);
        row("shh", "上海", true);
        row("SHANGHAI", "上海", true);
        row("上", "上海", true);
        row("上海", "上海盛世", true);
        row("海上", "上海盛世", false);
        row("beijing", "上海", false);
        row("tcsp", "天成食品", true);
        row("tcsp", "Toronto天成食品有限公司", true);
        row("Toronto天成", "Toronto天成食品有限公司", true);
        row("toronto tiancheng", "Toronto天成食品有限公司", true);
        row("torontotiancheng", "Toronto天成食品有限公司", true);
        row("tianchengshipinyouxiangongsi", "Toronto天成食品有限公司", true);
        row("天成 toronto", "Toronto天成食品有限公司", true);
        row("天成 tokyo", "Toronto天成食品有限公司", false);
        row("chongqing", "重庆", true);
        row("zhongqing", "重庆", true);
        row("cq", "重庆", true);
        row("zq", "重庆", true);
        row("chq", "重庆", true);
        row("hang", "行", true);
        row("xing", "行", true);
        row("zhongguoyinhang", "中国银行", true);
        row("zgyh", "中国银行", true);
        row("changjiang", "长江", true);
        row("zhangjiang", "长江", true);
        row("shengshi", "上海盛世医疗器械有限公司", true);
        row("chengshi", "上海盛世医疗器械有限公司", true);
        row("lvzhou", "绿洲", true);
        row("luzhou", "绿洲", true);
        row("lü", "绿洲", true);
        row("xi'an", "西安", true);
        row("zhongshanlu617", "中山路617号", true);
        row("chongqing", "重慶", true);
        row("muller", "Müller & Söhne", true);
        row("MÜLLER", "Mueller", false);
        row("obrien", "O’Brien", true);
        row("０２１", "021", true);
        row("", "anything", true);
        row(" - ", "anything", true);
        row("〇", "二〇二", true);
        row("ju", "\xf0\xa0\x80\x8e", false);
    }

    void finds() {
        QFETCH(QString, query);
        QFETCH(QString, name);
        QFETCH(bool, found);
        const std::string text = name.toStdString();
        QCOMPARE(::finds(query.toStdString(), {text}), found);
    }

    void everyReadingOfLongRunsIsFound() {
        // 2 to 4 readings at nearly every place: far more spellings than are written.
        const std::string_view name = "重行长乐都盛大和单石强薄藏调传";
        QVERIFY(::finds("zhongxing", {name}));
        QVERIFY(::finds("chonghang", {name}));
        QVERIFY(::finds("hangchang", {name}));
        QVERIFY(::finds("yuedou", {name}));
        QVERIFY(::finds("ledu", {name}));
        QVERIFY(::finds("zhongxingzhangledoushengdahedan", {name}));  // all customary
    }

    void noTermRunsAcrossFields() {
        QVERIFY(!::finds("acmetoronto", {"Acme", "Toronto"}));
        QVERIFY(!::finds("海天", {"上海", "天成"}));
        QVERIFY(!::finds("haitian", {"上海", "天成"}));
        QVERIFY(!::finds("1234", {"12", "34"}));
        QVERIFY(::finds("acme toronto", {"Acme", "Toronto"}));
        QVERIFY(::finds("tiancheng shanghai", {"上海", "", "天成"}));
    }

    void phoneNumbersByFragments() {
        QCOMPARE(phoneDigits("+44 (0)1729-913 494"), std::string{"4401729913494"});
        QCOMPARE(phoneDigits("０２１-٣"), std::string{"0213"});
        QCOMPARE(phoneDigits("ext."), std::string{});
        for (const char* stored :
             {"+441729913494", "+44 1729 913494", "+44 (1729) 91-34-94", "+44/1729.913.494"}) {
            for (const char* query :
                 {"1729913494", "172991", "1729-913", "+44", "(1729)", "9134 94", "+441729"})
                QVERIFY2(::finds(query, {stored}), QByteArray{stored} + " by " + query);
            QVERIFY(!::finds("1729914", {stored}));
        }
        QVERIFY(::finds("12-5", {"AB-12-5"}));
        QVERIFY(::finds("ab-12", {"AB-12-5"}));
        QVERIFY(!::finds("1.5", {"15 m"}));
    }

    void terms() {
        QCOMPARE(queryTerms("  Shang\u3000HAI shang "), (std::vector<std::string>{"shang", "hai"}));
        QCOMPARE(queryTerms("021-5555 a-b 1.5 & ("), (std::vector<std::string>{"0215555", "a-b", "1.5"}));
        QVERIFY(queryTerms("").empty());
    }

    void sizeIsBounded() {
        QVERIFY(index({"Northgate Hardware Group"}).size() == 24);
        QVERIFY2(index({"上海盛世医疗器械有限公司"}).size() < 300,
                 QByteArray::number(index({"上海盛世医疗器械有限公司"}).size()));
        std::string worst, words, digits;
        for (int i = 0; i < 1300; ++i) {
            worst += "和";  // five readings
            words += "ab和 ";
            digits += "1-";
        }
        QVERIFY(index({worst}).size() < worst.size() + 5000);
        QVERIFY(index({words}).size() < words.size() + 5000);
        QVERIFY(index({digits}).size() < 2 * digits.size());
        QVERIFY(index({std::string(4000, 'x') + "和"}).size() < 4100);
    }
};

QTEST_GUILESS_MAIN(SearchTextTest)
#include "search_text_test.moc"
