// The app speaks its languages completely: every sentence of its pages and code, and every word of the
// schema.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include "fieldfare/fault.pb.h"
#include "mobile/app/services/schema_words.h"
#include "shared/schema/schema.h"

using namespace fieldfare;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

namespace {

/// A sentence of a .ts file.
struct Message {
    QString context;
    QString source;
    QStringList forms;  ///< translations; one per plural form
    bool unfinished = false;

    [[nodiscard]] QString name() const { return context + ": " + source; }
};

QList<Message> messagesOf(const QString& path) {
    QFile file{path};
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QXmlStreamReader xml{&file};
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            const auto name = xml.name();
            if (name == u"name")
                context = xml.readElementText();
            else if (name == u"message")
                messages.append({context, {}, {}, false});
            else if (name == u"source")
                messages.last().source = xml.readElementText();
            else if (name == u"translation") {
                messages.last().unfinished = xml.attributes().hasAttribute("type");
                auto& forms = messages.last().forms;
                QString text;
                while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == u"translation")) {
                    if (xml.isStartElement())
                        forms << xml.readElementText();
                    else if (xml.isCharacters())
                        text += xml.text();
                }
                if (forms.isEmpty())
                    forms << text;
            }
        }
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(path), qPrintable(xml.errorString()));
    return messages;
}

QString sources() {
    return qEnvironmentVariable("FIELDFARE_SOURCE");
}

/// %1, %2, %n: each once, in any order.
QStringList places(const QString& text) {
    static const QRegularExpression place{"%(L?\\d|n)"};
    QStringList found;
    for (auto matches = place.globalMatch(text); matches.hasNext();)
        found << matches.next().captured();
    found.sort();
    found.removeDuplicates();
    return found;
}

/// The messages and enums that people may come to see in a record: its fields, and theirs.
void gather(const Descriptor* message, QSet<const Descriptor*>& met) {
    if (met.contains(message))
        return;
    met.insert(message);
    for (int i = 0; i < message->field_count(); ++i)
        if (const auto* inner = message->field(i)->message_type())
            gather(inner, met);
}

}  // namespace

class TranslationTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void nothingIsUntranslated_data();
    void nothingIsUntranslated();
    void sourcesAndTranslationsAgree_data();
    void sourcesAndTranslationsAgree();
    void placesAreKept();
    void chineseHasNoEnglishPlurals();
    void everyWordOfTheSchemaIsTranslated();
    void bothLanguagesAreInTheProgram_data();
    void bothLanguagesAreInTheProgram();

  private:
    QTemporaryDir fresh_;  // what `update` makes of the sources as they are now
};

void TranslationTest::initTestCase() {
    QVERIFY(!sources().isEmpty());
    for (const auto* language : {"zh_CN", "en"}) {
        const auto name = QStringLiteral("fieldfare_%1.ts").arg(language);
        QVERIFY(QFile::copy(sources() + "/mobile/i18n/" + name, fresh_.filePath(name)));
    }
    QProcess update;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LUPDATE", FIELDFARE_LUPDATE);
    update.setProcessEnvironment(environment);
    update.start(sources() + "/mobile/i18n/update", {fresh_.path()});
    QVERIFY2(update.waitForFinished(120'000) && update.exitCode() == 0, update.readAllStandardError());
}

void TranslationTest::nothingIsUntranslated_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("Chinese") << fresh_.filePath("fieldfare_zh_CN.ts");
    QTest::newRow("English plurals") << fresh_.filePath("fieldfare_en.ts");
    QTest::newRow("Chinese, schema") << sources() + "/mobile/i18n/schema_zh_CN.ts";
    QTest::newRow("English, schema") << sources() + "/mobile/i18n/schema_en.ts";
}

void TranslationTest::nothingIsUntranslated() {
    QFETCH(QString, file);
    QStringList missing;
    const auto messages = messagesOf(file);
    QVERIFY(!messages.isEmpty());
    for (const auto& message : messages)
        if (message.unfinished || message.forms.contains(QString{}))
            missing << message.name();
    QVERIFY2(missing.isEmpty(), qPrintable("run mobile/i18n/update, then translate:\n" + missing.join('\n')));
}

void TranslationTest::sourcesAndTranslationsAgree_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("Chinese") << "fieldfare_zh_CN.ts";
    QTest::newRow("English plurals") << "fieldfare_en.ts";
}

void TranslationTest::sourcesAndTranslationsAgree() {
    QFETCH(QString, name);
    const auto namesOf = [](const QString& path) {
        QSet<QString> names;
        for (const auto& message : messagesOf(path))
            names << message.name();
        return names;
    };
    const auto kept = namesOf(sources() + "/mobile/i18n/" + name);
    const auto found = namesOf(fresh_.filePath(name));
    QCOMPARE(QStringList((kept - found).values()), QStringList{});
    QCOMPARE(QStringList((found - kept).values()), QStringList{});
}

void TranslationTest::placesAreKept() {
    QStringList wrong;
    for (const auto& message : messagesOf(sources() + "/mobile/i18n/fieldfare_zh_CN.ts"))
        for (const auto& form : message.forms)
            if (places(form) != places(message.source))
                wrong << message.name() + " -> " + form;
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void TranslationTest::chineseHasNoEnglishPlurals() {
    for (const auto& message : messagesOf(sources() + "/mobile/i18n/fieldfare_zh_CN.ts"))
        for (const auto& form : message.forms)
            QVERIFY2(!form.contains("(s)"), qPrintable(message.name()));
}

void TranslationTest::everyWordOfTheSchemaIsTranslated() {
    QTranslator chinese;
    QVERIFY(chinese.load(":/i18n/fieldfare_zh_CN.qm"));
    QSet<QString> missing;
    const auto require = [&](const QString& source, const QString& about = {}) {
        const auto comment = about.toUtf8();
        if (chinese
                .translate("schema", source.toUtf8().constData(),
                           about.isEmpty() ? nullptr : comment.constData())
                .isEmpty())
            missing << source + (about.isEmpty() ? QString{} : " (" + about + ")");
    };
    QSet<const Descriptor*> messages;
    for (const auto* type : schema::Schema::instance().types()) {
        require(app::SchemaWords::typeSource(*type, false));
        require(app::SchemaWords::typeSource(*type, true));
        gather(type->descriptor(), messages);
    }
    for (const auto* message : messages)
        for (int i = 0; i < message->field_count(); ++i) {
            const auto* field = message->field(i);
            require(app::SchemaWords::fieldSource(*field));
            const auto* values = field->enum_type();
            // What goes wrong is told by FaultWords, a sentence for each.
            if (values == v1::FaultCode_descriptor())
                continue;
            for (int v = 0; values != nullptr && v < values->value_count(); ++v)
                if (values->value(v)->number() != 0)
                    require(app::SchemaWords::valueSource(*values->value(v)),
                            app::SchemaWords::valueContext(*values->value(v)));
        }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.values().join('\n')));
}

void TranslationTest::bothLanguagesAreInTheProgram_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("three");
    QTest::newRow("English") << "en"
                             << "1 change waits to be sent"
                             << "3 changes wait to be sent";
    QTest::newRow("Chinese") << "zh_CN" << QString::fromUtf8("1 项修改待发送")
                             << QString::fromUtf8("3 项修改待发送");
}

void TranslationTest::bothLanguagesAreInTheProgram() {
    QFETCH(QString, language);
    QFETCH(QString, one);
    QFETCH(QString, three);
    QTranslator words;
    QVERIFY(words.load(":/i18n/fieldfare_" + language + ".qm"));
    QCoreApplication::installTranslator(&words);
    const auto said = [](int n) {
        return QCoreApplication::translate("SyncNow", "%n change(s) wait to be sent", nullptr, n);
    };
    QCOMPARE(said(1), one);
    QCOMPARE(said(3), three);
    QCoreApplication::removeTranslator(&words);
}

QTEST_GUILESS_MAIN(TranslationTest)
#include "translation_test.moc"
