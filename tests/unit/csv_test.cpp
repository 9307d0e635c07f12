#include <QtTest/QtTest>
#include <string>
#include <string_view>
#include <vector>

#include "sync-server/backoffice/csv/csv_table.h"

using namespace std::string_view_literals;
using fieldfare::server::csv::CsvError;
using fieldfare::server::csv::CsvErrorCode;
using fieldfare::server::csv::CsvOptions;
using fieldfare::server::csv::CsvResult;
using fieldfare::server::csv::CsvTable;

namespace {

/// "12: a|b" a row, with its line.
std::string rows(const CsvTable& table) {
    std::string text;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        text += std::to_string(table.line(row)) + ':';
        for (std::size_t column = 0; column < table.columns().size(); ++column)
            text += (column == 0 ? ' ' : '|') + std::string{table.cell(row, column)};
        text += '\n';
    }
    return text;
}

/// "4 2 price too_few_cells" an error: line, column, name, code.
std::string errors(const CsvResult& result) {
    std::string text;
    for (const CsvError& error : result.errors) {
        text += std::to_string(error.line) + ' ' + std::to_string(error.column) + ' ' + error.columnName +
                ' ' + name(error.code) + '\n';
        if (error.reason.empty())
            text += "no reason\n";
    }
    return text;
}

std::string utf16(std::u16string_view text, bool big) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8U);
        const char low = static_cast<char>(unit & 0xFFU);
        bytes += big ? high : low;
        bytes += big ? low : high;
    }
    return bytes;
}

CsvOptions in(const char* encoding) {
    CsvOptions options;
    options.encoding = encoding;
    return options;
}

}  // namespace

class CsvTest : public QObject {
    Q_OBJECT

  private slots:
    void grammar_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* bytes, const char* expected) {
            QTest::newRow(name) << QByteArray{bytes} << QByteArray{expected};
        };
        row("LF", "a,b\n1,2\n3,4\n", "2: 1|2\n3: 3|4\n");
        row("CRLF", "a,b\r\n1,2\r\n3,4\r\n", "2: 1|2\n3: 3|4\n");
        row("CR", "a,b\r1,2\r3,4\r", "2: 1|2\n3: 3|4\n");
        row("no last line break", "a,b\n1,2", "2: 1|2\n");
        row("quoted at the very end", "a,b\n1,\"2\"", "2: 1|2\n");
        row("semicolons", "a;b\n1,5;2\n", "2: 1,5|2\n");
        row("tabs", "a\tb\n1\t\n\t2\n\t\n", "2: 1|\n3: |2\n4: |\n");
        row("delimiters in quotes do not count", "\"a,b,c\";d\n1;2\n", "2: 1|2\n");
        row("one column", "a\n1\n\n2\n", "2: 1\n4: 2\n");
        row("quotes", "a,b\n\"1,5\",\"say \"\"hi\"\"\"\n", "2: 1,5|say \"hi\"\n");
        row("line breaks in quotes", "a,b\n\"x\ny\",\"z\r\nz\"\n3,4\n", "2: x\ny|z\nz\n5: 3|4\n");
        row("line breaks in the header", "\"a\nb\",c\n1,2\n", "3: 1|2\n");
        row("blank lines", "\n  \r\na,b\n\n1,2\n \t \n3,4\n\n", "5: 1|2\n7: 3|4\n");
        row("spaces", "a , b\n 1 ,\" 2 \"\n", "2: 1| 2 \n");
        row("empty cells", "a,b,c\n,,\n\"\",,x\n", "2: ||\n3: ||x\n");
        row("Chinese", "名称,城市\n天成食品,上海\n", "2: 天成食品|上海\n");
        row("header alone", "a,b\n", "");
    }

    void grammar() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        const CsvResult result = CsvTable::read(bytes.toStdString());
        QCOMPARE(errors(result), std::string{});
        QVERIFY(result.ok());
        QCOMPARE(QByteArray::fromStdString(rows(result.table)), expected);
    }

    void headerNames() {
        const CsvResult result = CsvTable::read("Name, \"Tax \"\"id\"\"\" ,城市\r\nx,y,z\r\n");
        QVERIFY(result.ok());
        QCOMPARE(result.table.columns(), (std::vector<std::string>{"Name", "Tax \"id\"", "城市"}));
        QCOMPARE(result.table.delimiter(), ',');
    }

    void namedDelimiter() {
        CsvOptions options;
        options.delimiter = '|';
        const CsvResult result = CsvTable::read("a|b,c\n1|2,3\n", options);
        QVERIFY(result.ok());
        QCOMPARE(rows(result.table), std::string{"2: 1|2,3\n"});
    }

    void encodings() {
        const std::string expected = "2: Müller €|1\n";
        const std::u16string_view wide = u"name,n\r\nMüller €,1\r\n";
        for (const std::string& bytes : {
                 std::string{"name,n\nMüller €,1\n"},
                 std::string{"\xEF\xBB\xBFname,n\nMüller €,1\n"},
                 "\xFF\xFE" + utf16(wide, false),
                 "\xFE\xFF" + utf16(wide, true),
             }) {
            const CsvResult result = CsvTable::read(bytes);
            QCOMPARE(errors(result), std::string{});
            QCOMPARE(rows(result.table), expected);
            QCOMPARE(result.table.columns().front(), std::string{"name"});
        }
        const CsvResult western = CsvTable::read("name,n\nM\xFCller \x80,1\n", in("windows-1252"));
        QCOMPARE(errors(western), std::string{});
        QCOMPARE(rows(western.table), expected);
        const CsvResult chinese = CsvTable::read(
            "\xC3\xFB\xB3\xC6,n\n\xCC\xEC\xB3\xC9\x95\x32\x82\x36,\xC9\xCF\xBA\xA3\n", in("GB18030"));
        QCOMPARE(errors(chinese), std::string{});
        QCOMPARE(chinese.table.columns().front(), std::string{"名称"});
        QCOMPARE(rows(chinese.table), std::string{"2: 天成\U00020000|上海\n"});
        // A mark says what the file is, whatever somebody chose.
        const CsvResult marked = CsvTable::read("\xEF\xBB\xBFname,n\nMüller €,1\n", in("windows-1252"));
        QCOMPARE(rows(marked.table), expected);
    }

    void longConversion() {  // surrogate pairs across the converter's buffer
        std::u16string wide = u"a,b\n";
        std::string expected;
        for (int i = 0; i < 5000; ++i) {
            wide += i % 2 == 0 ? u"x\U00020000y\U00020001,1\n" : u"\U00020000,22\n";
            expected +=
                std::to_string(i + 2) + (i % 2 == 0 ? ": x\U00020000y\U00020001|1\n" : ": \U00020000|22\n");
        }
        const CsvResult result = CsvTable::read("\xFF\xFE" + utf16(wide, false));
        QCOMPARE(errors(result), std::string{});
        QVERIFY(rows(result.table) == expected);
    }

    void mistakes_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QByteArray>("expectedErrors");
        QTest::addColumn<QByteArray>("expectedRows");
        const auto row = [](const char* name, std::string_view bytes, const char* expectedErrors,
                            const char* expectedRows, const char* encoding = "") {
            QTest::newRow(name) << QByteArray{bytes.data(), static_cast<qsizetype>(bytes.size())}
                                << QByteArray{encoding} << QByteArray{expectedErrors}
                                << QByteArray{expectedRows};
        };
        row("empty", "", "0 0  no_header\n", "");
        row("mark alone", "\xEF\xBB\xBF", "0 0  no_header\n", "");
        row("blank lines", " \n\r\n", "0 0  no_header\n", "");
        row("empty header", "a,,c\n1,2,3\n", "1 2  empty_header\n", "2: 1|2|3\n");
        row("delimiter at the end of the header", "a,b,\n1,2,\n", "1 3  empty_header\n", "2: 1|2|\n");
        row("duplicate header", "a,b,a\n1,2,3\n", "1 3 a duplicate_header\n", "2: 1|2|3\n");
        row("too few cells", "a,b,c\n1,2,3\n4\n5,6,7\n", "3 2 b too_few_cells\n", "2: 1|2|3\n4: 5|6|7\n");
        row("too many cells", "a,b\n1,2,3\n4,5,6,7,8,9\n0,0\n", "2 3  too_many_cells\n3 3  too_many_cells\n",
            "4: 0|0\n");
        row("not UTF-8", "a,b\n1,ok\n2,M\xFCller\n3,\"x\nM\xFC\"\n",
            "3 2 b invalid_bytes\n5 2 b invalid_bytes\n", "2: 1|ok\n");
        row("overlong and surrogates", "a\n\xC0\x80\n\xED\xA0\x80\n\xF4\x90\x80\x80\n",
            "2 1 a invalid_bytes\n3 1 a invalid_bytes\n4 1 a invalid_bytes\n", "");
        row("not UTF-8 in the header", "a,M\xFC\n1,2\n", "1 2  invalid_bytes\n", "2: 1|2\n");
        row("not GB18030", "a,b\n1,\xFF\n\xCC\xEC,2\n3,\x81", "2 2 b invalid_bytes\n4 2 b invalid_bytes\n",
            "3: 天|2\n", "GB18030");
        row("UTF-8 called Windows-1252", "a\nÁ\n", "2 1 a invalid_bytes\n", "", "windows-1252");
        row("half a UTF-16 unit",
            "\xFF\xFE"
            "a\0\n\0x\0\n\0y"sv,
            "3 1 a invalid_bytes\n", "2: x\n");
        row("lone surrogate",
            "\xFF\xFE"
            "a\0\n\0\x00\xD8\n\0x\0"sv,
            "2 1 a invalid_bytes\n", "3: x\n");
        row("NUL", "a,b\n1,x\0y\n2,\"\n\0\"\n3,4\n"sv, "2 2 b nul_byte\n4 2 b nul_byte\n", "5: 3|4\n");
        row("NUL in the header", "a\0,b\n1,2\n"sv, "1 1  nul_byte\n", "2: 1|2\n");
        row("unterminated quote", "a,b\n1,2\n3,\"4\n5,6\n7,8", "3 2 b unterminated_quote\n",
            "2: 1|2\n4: 5|6\n5: 7|8\n");
        row("unterminated in the last cell", "a,b\n1,\"2", "2 2 b unterminated_quote\n", "");
        row("unterminated in a later line of a row", "a,b\n\"1\n1\",\"2\n3,4\n", "3 2 b unterminated_quote\n",
            "4: 3|4\n");
        row("unterminated in the header", "a,\"b\n1,2\n", "1 2  unterminated_quote\n", "");
        row("forgotten quote before another", "a,b\n1,\"2\n3,4\n5,\"6\"\n7,8\n", "2 2 b stray_quote\n",
            "3: 3|4\n4: 5|6\n5: 7|8\n");
        row("quote inside", "a,b\n1,5\" pipe\n3,4\n", "2 2 b stray_quote\n", "3: 3|4\n");
        row("text behind a quote", "a,b\n\"1\"x,2\n3,4\n", "2 1 a stray_quote\n", "3: 3|4\n");
        row("everything at once", "a,b\n1\n2,\xFF\n3,3\n\"4\n",
            "2 2 b too_few_cells\n3 2 b invalid_bytes\n"
            "5 1 a unterminated_quote\n",
            "4: 3|3\n");
    }

    void mistakes() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, encoding);
        QFETCH(QByteArray, expectedErrors);
        QFETCH(QByteArray, expectedRows);
        const CsvResult result = CsvTable::read(bytes.toStdString(), in(encoding.constData()));
        QCOMPARE(QByteArray::fromStdString(errors(result)), expectedErrors);
        QCOMPARE(QByteArray::fromStdString(rows(result.table)), expectedRows);
        QVERIFY(!result.ok());
    }

    void unknownEncoding() {
        QCOMPARE(errors(CsvTable::read("a\n1\n", in("klingon-1"))), std::string{"0 0  unknown_encoding\n"});
        QCOMPARE(errors(CsvTable::read("a\n1\n", in(std::string(500, 'x').c_str()))),
                 std::string{"0 0  unknown_encoding\n"});
    }

    void limits() {
        CsvOptions options;
        options.maxBytes = 8;
        QVERIFY(CsvTable::read("a,b\n1,2\n", options).ok());
        QCOMPARE(errors(CsvTable::read("a,b\n1,23\n", options)), std::string{"0 0  too_large\n"});
        std::string many = "a,b\n";
        for (int i = 0; i < 2500; ++i)
            many += "1\n";
        const CsvResult result = CsvTable::read(many);
        QCOMPARE(result.errors.size(), std::size_t{1000});
        QCOMPARE(result.moreErrors, std::size_t{1500});
        QCOMPARE(result.errors.back().line, std::size_t{1001});
    }

    void brokenQuotesAreReadInLinearTime() {
        // Each line opens a quote that the next closes, with text behind it.
        std::string bytes = "a\n";
        for (int i = 0; i < 200'000; ++i)
            bytes += "\"x\n";
        const CsvResult result = CsvTable::read(bytes);
        QCOMPARE(result.errors.size() + result.moreErrors, std::size_t{200'000});
    }
};

QTEST_GUILESS_MAIN(CsvTest)
#include "csv_test.moc"
