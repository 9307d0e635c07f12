#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QUrl>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/paper/paper.h"
#include "mobile/app/services/preferences.h"
#include "mobile/app/start/options.h"
#include "mobile/ui/theme/look.h"
#include "tests/support/app/own_store.h"
#include "tests/support/app/script_answer.h"

using namespace fieldfare;
using app::Paper;
using tests::ScriptAnswer;

namespace {

const std::string quoteId(16, 'q');

v1::Money yuan(std::int64_t minor) {
    v1::Money money;
    money.set_minor(minor);
    money.set_currency("CNY");
    return money;
}

void addLine(v1::Quote& quote, char id, const char* name, std::int64_t quantityMilli, std::int64_t price,
             std::uint32_t discountBp) {
    auto& line = *quote.add_lines();
    line.set_id(std::string(16, id));
    line.set_position(static_cast<std::uint32_t>(quote.lines_size()));
    line.set_description(name);
    line.set_quantity_milli(quantityMilli);
    *line.mutable_unit_price() = yuan(price);
    line.set_discount_bp(discountBp);
    line.set_tax_bp(1300);
}

/// A rep's store with a quote as the server sent it: three boxes at 12.50 less 10 %, two at 100.00, 13 % tax.
class QuotingStore : public tests::OwnStore {
  public:
    QuotingStore() {
        receive([this](engine::LocalStore& store) {
            std::uint64_t seq = 0;
            const auto put = [&](const std::string& id, const auto& record) {
                engine::StoredRow row;
                row.head.seq = ++seq;
                row.head.standings.set(1, seq);
                row.body = record.SerializeAsString();
                store.records().put(*schema::Schema::instance().referenced(record.GetDescriptor()->name()),
                                    id, row, record);
            };
            v1::Customer buyer;
            buyer.set_name("天成贸易有限公司");
            buyer.mutable_address()->set_city("上海");
            buyer.set_owner_id(person());
            buyer.set_unit_id(store.session()->unit_id());
            put(std::string(16, 'c'), buyer);
            v1::Quote quote;
            quote.set_customer_id(std::string(16, 'c'));
            quote.set_number("Q-7F/12");
            quote.set_currency("CNY");
            quote.set_status(v1::Quote::ISSUED);
            addLine(quote, '1', "茉莉香米 <25 kg>", 3'000, 12'50, 1000);
            addLine(quote, '2', "菜籽油", 2'000, 100'00, 0);
            put(quoteId, quote);
        });
    }
};

/// What a reader of PDFs finds in it. A glyph that two characters share is read as the radical: "力" as
/// U+2F12.
QString textOf(const QString& file) {
    QProcess reader;
    reader.start("pdftotext", {"-layout", file, "-"});
    reader.waitForFinished();
    return QString::fromUtf8(reader.readAll()).normalized(QString::NormalizationForm_KC);
}

struct Printing {
    explicit Printing(const tests::OwnStore& store) : engine{store.folder()} {
        tests::onEngine(engine, [](app::Desk& desk) { desk.open(); });
        ScriptAnswer::own(script, paper);
    }
    app::EngineThread engine;
    QJSEngine script;
    Paper paper;
};

}  // namespace

/// Quotes on paper, made without a server.
class AppPaperTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() {
        ui::theme::nameFonts();
        qputenv("HOME", home_.path().toUtf8());
    }

    void aQuoteIsPrintedInChinese() {
        const QuotingStore store;
        Printing printing{store};
        const app::Preferences chinese{app::Options::parse({"app", "--language", "zh_CN"})};
        ScriptAnswer answer{printing.script};
        printing.paper.print(app::idText(quoteId), answer.function());
        QTRY_COMPARE(answer.count(), 1);
        QVERIFY2(answer.fault().isEmpty(), qPrintable(answer.fault().value("message").toString()));
        const auto path = answer.result().toUrl().toLocalFile();
        QCOMPARE(path, QString::fromStdString((store.folder() / "papers" / "Q-7F_12.pdf").string()));
        QFile file{path};
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        QVERIFY(bytes.startsWith("%PDF-"));
        QVERIFY(bytes.contains("NotoSansCJKsc"));   // the simplified forms
        QVERIFY(!bytes.contains("NotoSansCJKjp"));  // not the Japanese ones
        if (QStandardPaths::findExecutable("pdftotext").isEmpty())
            return;
        const auto text = textOf(path);
        for (const auto* part : {"天成贸易有限公司", "上海", "茉莉香米 <25 kg>", "33.75", "200.00", "233.75",
                                 "30.39", "264.14", "报价 Q-7F/12"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
    }

    void itIsSavedAmongTheDownloadsAndNothingIsOverwritten() {
        const QuotingStore store;
        Printing printing{store};
        QStringList names;
        for (int i = 0; i < 2; ++i) {
            ScriptAnswer answer{printing.script};
            printing.paper.save(app::idText(quoteId), answer.function());
            QTRY_COMPARE(answer.count(), 1);
            QVERIFY(answer.fault().isEmpty());
            names << answer.result().toUrl().toLocalFile();
        }
        const auto folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
        QVERIFY(folder.startsWith(home_.path()));
        QCOMPARE(names, QStringList({folder + "/Q-7F_12.pdf", folder + "/Q-7F_12 (2).pdf"}));
        for (const auto& name : names)
            QVERIFY(QFile::exists(name));
    }

    void whatIsNoDocumentIsRefused() {
        const QuotingStore store;
        Printing printing{store};
        ScriptAnswer answer{printing.script};
        printing.paper.print(app::idText(std::string(16, 'x')), answer.function());
        QTRY_COMPARE(answer.count(), 1);
        QCOMPARE(answer.fault().value("code").toString(), "NOT_FOUND");
    }

  private:
    QTemporaryDir home_;
};

QTEST_MAIN(AppPaperTest)
#include "app_paper_test.moc"
