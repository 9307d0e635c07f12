#include <QtTest/QtTest>
#include <filesystem>
#include <fstream>

#include <google/protobuf/stubs/logging.h>

#include "tests/fuzz/mutator.h"
#include "tests/fuzz/subjects.h"

using namespace fieldfare;

namespace {

std::vector<std::string> corpusOf(const std::string& subject) {
    const auto folder = std::filesystem::path{qEnvironmentVariable("FIELDFARE_SOURCE").toStdString()} /
                        "tests/fuzz/corpus" / subject;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder})
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());  // so that a seed reproduces a run
    std::vector<std::string> contents;
    for (const auto& file : files) {
        std::ifstream in{file, std::ios::binary};
        contents.emplace_back(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
    }
    return contents;
}

/// What it is broken by, in words; null when it holds.
QByteArray problemOf(const fuzz::Subject& subject, const std::string& bytes) {
    try {
        subject.attempt(bytes);
        return {};
    } catch (const fuzz::Broken& broken) {
        return QByteArray{broken.what()} + ", by " + QByteArray::fromStdString(bytes).toHex();
    }
}

}  // namespace

/// Every input that the fuzzers found worth keeping, and as many damaged ones as FIELDFARE_FUZZ_RUNS says
/// (3,000 of each subject). `tests/fuzz/run` looks for new ones.
class CorpusTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { google::protobuf::SetLogHandler(nullptr); }  // it tells of each text that is none

    void holdsForEveryInput_data() {
        QTest::addColumn<QString>("name");
        for (const auto& subject : fuzz::subjects())
            QTest::newRow(subject.name) << QString{subject.name};
    }

    void holdsForEveryInput() {
        QFETCH(QString, name);
        const auto& subject = *fuzz::subject(name.toStdString());
        const auto corpus = corpusOf(subject.name);
        QVERIFY2(!corpus.empty(), "no corpus");
        for (const auto& bytes : corpus)
            QVERIFY2(problemOf(subject, bytes).isEmpty(), problemOf(subject, bytes).constData());
        bool told = false;
        const int asked = qEnvironmentVariableIntValue("FIELDFARE_FUZZ_RUNS", &told);
        base::SeededRandom random{20'26};
        for (int run = 0; run < (told ? asked : 3000); ++run) {
            const auto bytes = fuzz::damaged(corpus[random.below(corpus.size())],
                                             corpus[random.below(corpus.size())], random);
            const auto problem = problemOf(subject, bytes);
            QVERIFY2(problem.isEmpty(), problem.constData());
        }
    }
};

QTEST_GUILESS_MAIN(CorpusTest)
#include "corpus_test.moc"
