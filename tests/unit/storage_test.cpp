#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <optional>

#include <sqlite3.h>

#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"
#include "shared/storage/sqlite_database.h"
#include "tests/support/random_record.h"

using namespace fieldfare;
using google::protobuf::FieldDescriptor;
using schema::Schema;
using storage::Batch;
using storage::Query;
using storage::Savepoint;
using storage::SqliteDatabase;
using storage::SqliteOptions;
using storage::StorageError;
using storage::Text;
using storage::Transaction;
using storage::Trouble;

namespace {

/// The trouble that `act` meets; none when it goes well.
std::optional<Trouble> troubleOf(const std::function<void()>& act) {
    try {
        act();
    } catch (const StorageError& error) {
        return error.trouble();
    }
    return std::nullopt;
}

std::int64_t number(storage::Database& database, std::string_view sql) {
    auto query = database.query(sql);
    return query.step() ? query.integer(0) : -1;
}

}  // namespace

/// The SQL layer on real SQLite files.
class StorageTest : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
        file_ = folder_->filePath("store.db").toStdString();
    }

    void whatIsUndoneStaysUndoneWithoutMemory() {
        SqliteDatabase database{file_};
        database.execute("CREATE TABLE t(v BIGINT);");
        {
            Transaction transaction{database};
            database.run("INSERT INTO t VALUES(1)");
            sqlite3_hard_heap_limit64(1);
        }
        sqlite3_hard_heap_limit64(0);
        QVERIFY(!database.inTransaction());
        QCOMPARE(number(database, "SELECT count(*) FROM t"), std::int64_t{0});
    }

    void whatCannotBeUndoneIsNeverCommitted() {
        for (const bool part : {false, true}) {
            SqliteDatabase database{file_};
            database.execute("CREATE TABLE IF NOT EXISTS t(v BIGINT);");
            std::optional<Transaction> around;
            if (part)
                around.emplace(database);
            const auto work = [&] {
                std::optional<Transaction> transaction;
                std::optional<Savepoint> savepoint;
                if (part)
                    savepoint.emplace(database);
                else
                    transaction.emplace(database);
                database.run("INSERT INTO t VALUES(1)");
                sqlite3_set_authorizer(
                    database.raw().getHandle(),
                    [](void*, int, const char* what, const char*, const char*, const char*) {
                        return what != nullptr && std::string_view{what} == "ROLLBACK" ? SQLITE_DENY
                                                                                       : SQLITE_OK;
                    },
                    nullptr);
            };
            work();
            sqlite3_set_authorizer(database.raw().getHandle(), nullptr, nullptr);
            QVERIFY(troubleOf([&] { database.run("INSERT INTO t VALUES(2)"); }) == Trouble::Io);
            if (part)
                QVERIFY(troubleOf([&] { around->commit(); }) == Trouble::Io);
        }
        SqliteDatabase again{file_};
        QCOMPARE(number(again, "SELECT count(*) FROM t"), std::int64_t{0});
    }
    void cleanup() { folder_.reset(); }

    void valuesGoInAndOut() {
        SqliteDatabase db{file_};
        db.execute("CREATE TABLE t(a BIGINT, b TEXT, c BLOB)");
        const std::string blob("\0\xFF\0", 3);
        db.run("INSERT INTO t VALUES($1, $2, $3)", std::numeric_limits<std::int64_t>::min(), Text{"Käse\n客"},
               blob);
        db.run("INSERT INTO t VALUES($1, $2, $3)", std::numeric_limits<std::uint64_t>::max(), nullptr,
               std::optional<std::string>{});
        db.run("INSERT INTO t VALUES($1, $2, $3)", true, Text{{}}, std::string_view{});
        auto query = db.query("SELECT a, b, c FROM t ORDER BY rowid");
        QVERIFY(query.step());
        QCOMPARE(query.integer(0), std::numeric_limits<std::int64_t>::min());
        QVERIFY(query.text(1) == "Käse\n客");
        QVERIFY(query.blob(2) == blob);
        QVERIFY(query.step());
        QCOMPARE(query.unsignedInteger(0), std::numeric_limits<std::uint64_t>::max());
        QVERIFY(query.isNull(1) && query.isNull(2));
        QVERIFY(query.text(1).empty() && query.blob(2).empty());
        QCOMPARE(query.integer(1), 0);
        QVERIFY(query.step());
        QCOMPARE(query.integer(0), 1);
        // Empty is not NULL, wherever the empty view points.
        QVERIFY(!query.isNull(1) && !query.isNull(2));
        QVERIFY(query.text(1).empty() && query.blob(2).empty());
        QVERIFY(!query.step());
    }

    void parametersAreFoundByNumber() {
        SqliteDatabase db{file_};
        auto query =
            db.query("SELECT $2, $1, $2, $10, $3, $4, $5, $6, $7, $8, $9", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        QVERIFY(query.step());
        const std::int64_t expected[] = {2, 1, 2, 10, 3, 4, 5, 6, 7, 8, 9};
        for (int i = 0; i < 11; ++i)
            QCOMPARE(query.integer(i), expected[i]);
    }

    void tooManyParametersAreAFaultOfTheProgram() {
        SqliteDatabase db{file_};
        QVERIFY(troubleOf([&] { (void)db.query("SELECT $1", 1, 2).step(); }) == Trouble::Other);
    }

    void statementsAreKeptAndForgetTheirParameters() {
        SqliteDatabase db{file_};
        auto& statement = db.prepare("SELECT $1");
        QVERIFY(&statement == &db.prepare(std::string{"SELECT "} + "$1"));
        {
            Query query{statement, 7};
            QVERIFY(query.step());
            QCOMPARE(query.integer(0), 7);
        }
        Query query{statement};
        QVERIFY(query.step());
        QVERIFY(query.isNull(0));
        QCOMPARE(statement.columns(), 1);
        QCOMPARE(db.prepare("SELECT 1 AS one").name(0), std::string{"one"});
    }

    void aFailedStatementRunsAgain() {
        SqliteDatabase db{file_};
        db.execute("CREATE TABLE t(a BIGINT PRIMARY KEY)");
        constexpr std::string_view sql = "INSERT INTO t VALUES($1)";
        db.run(sql, 1);
        QVERIFY(troubleOf([&] { db.run(sql, 1); }) == Trouble::Conflict);
        db.run(sql, 2);
        QCOMPARE(number(db, "SELECT count(*) FROM t"), 2);
    }

    void statementsSurviveAChangedTable() {
        SqliteDatabase db{file_};
        db.execute("CREATE TABLE t(a BIGINT)");
        db.run("INSERT INTO t(a) VALUES($1)", 1);
        db.execute("ALTER TABLE t ADD COLUMN b BIGINT");
        db.run("INSERT INTO t(a) VALUES($1)", 2);
        QCOMPARE(number(db, "SELECT count(*) FROM t WHERE b IS NULL"), 2);
    }

    void oneStatementIsPreparedAtATime() {
        SqliteDatabase db{file_};
        QVERIFY(troubleOf([&] { (void)db.prepare("SELECT 1; DROP TABLE t"); }) == Trouble::Other);
        QVERIFY(troubleOf([&] { (void)db.prepare(""); }) == Trouble::Other);
        QVERIFY(!troubleOf([&] { (void)db.prepare("SELECT 1;\n"); }));
        db.execute("CREATE TABLE a(x); CREATE TABLE b(x);");
        QCOMPARE(number(db, "SELECT count(*) FROM sqlite_master"), 2);
    }

    void troubleHasAKind() {
        SqliteDatabase db{file_};
        db.execute(
            "CREATE TABLE p(id BIGINT PRIMARY KEY); "
            "CREATE TABLE c(id BIGINT UNIQUE, p BIGINT NOT NULL REFERENCES p(id))");
        db.run("INSERT INTO p VALUES(1)");
        db.run("INSERT INTO c VALUES(1, 1)");
        QVERIFY(troubleOf([&] { db.run("INSERT INTO p VALUES(1)"); }) == Trouble::Conflict);
        QVERIFY(troubleOf([&] { db.run("INSERT INTO c VALUES(1, 1)"); }) == Trouble::Conflict);
        QVERIFY(troubleOf([&] { db.run("INSERT INTO c VALUES(2, 9)"); }) == Trouble::Conflict);
        QVERIFY(troubleOf([&] { db.run("INSERT INTO c VALUES(3, NULL)"); }) == Trouble::Conflict);
        QVERIFY(troubleOf([&] { db.execute("DELETE FROM p; SELECT 1"); }) == Trouble::Conflict);
        QVERIFY(troubleOf([&] { db.run("INSERT INTO nothing VALUES(1)"); }) == Trouble::Other);
        QVERIFY(troubleOf([&] { db.execute("NONSENSE"); }) == Trouble::Other);
        QCOMPARE(number(db, "SELECT (SELECT count(*) FROM p) + (SELECT count(*) FROM c)"), 2);
        try {
            db.run("INSERT INTO p VALUES($1)", 1);
        } catch (const StorageError& error) {
            const QString message{error.what()};
            QVERIFY2(message.contains("INSERT INTO p") && message.contains("UNIQUE"), error.what());
        }
    }

    void readersMayNotWrite() {
        {
            SqliteDatabase db{file_};
            db.execute("CREATE TABLE t(a)");
        }
        SqliteDatabase reader{file_, {.readOnly = true}};
        QCOMPARE(number(reader, "SELECT count(*) FROM t"), 0);
        QVERIFY(troubleOf([&] { reader.run("INSERT INTO t VALUES(1)"); }) == Trouble::ReadOnly);
        QVERIFY(troubleOf([&] { reader.execute("CREATE TABLE u(a)"); }) == Trouble::ReadOnly);
    }

    void readersSeeWhatWasCommittedBeforeThem() {
        SqliteDatabase writer{file_};
        writer.execute("CREATE TABLE t(a)");
        SqliteDatabase reader{file_, {.readOnly = true}};
        Transaction reading{reader, Transaction::Kind::Read};
        QCOMPARE(number(reader, "SELECT count(*) FROM t"), 0);
        writer.run("INSERT INTO t VALUES(1)");
        QCOMPARE(number(reader, "SELECT count(*) FROM t"), 0);
        reading.commit();
        QCOMPARE(number(reader, "SELECT count(*) FROM t"), 1);
    }

    void whatIsNoDatabaseIsCorrupt() {
        std::ofstream{file_} << std::string(4096, 'x');
        QVERIFY(troubleOf([&] { SqliteDatabase db{file_}; }) == Trouble::Corrupt);
        QVERIFY(troubleOf([&] { SqliteDatabase db{file_, {.readOnly = true}}; }) == Trouble::Corrupt);
    }

    void aDamagedPageIsCorrupt() {
        {
            SqliteDatabase db{file_};
            db.execute("CREATE TABLE t(a)");
            for (int i = 0; i < 100; ++i)
                db.run("INSERT INTO t VALUES($1)", std::string(1000, 'x'));
        }
        std::fstream file{file_, std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(4096);
        file << std::string(4096, '\x7F');
        file.close();
        QVERIFY(troubleOf([&] {
                    SqliteDatabase db{file_};
                    (void)number(db, "SELECT sum(length(a)) FROM t");
                }) == Trouble::Corrupt);
    }

    void aMissingFolderIsTroubleWithTheDisk() {
        const std::filesystem::path nowhere{folder_->filePath("nowhere/store.db").toStdString()};
        QVERIFY(troubleOf([&] { SqliteDatabase db{nowhere}; }) == Trouble::Io);
        QVERIFY(troubleOf([&] { SqliteDatabase db{file_, {.readOnly = true}}; }) == Trouble::Io);
    }

    void twoWritersStandInLine() {
        SqliteDatabase first{file_};
        first.execute("CREATE TABLE t(a)");
        SqliteDatabase second{file_, {.busyTimeout = std::chrono::milliseconds{0}}};
        {
            Transaction writing{first};
            QVERIFY(troubleOf([&] { Transaction too{second}; }) == Trouble::Busy);
            QVERIFY(troubleOf([&] { second.run("INSERT INTO t VALUES(1)"); }) == Trouble::Busy);
            QVERIFY(!second.inTransaction());
            writing.commit();
        }
        Transaction now{second};
        second.run("INSERT INTO t VALUES(1)");
        now.commit();
        QCOMPARE(number(first, "SELECT count(*) FROM t"), 1);
    }

    void aFullDiskUndoesTheTransaction() {
        SqliteDatabase db{file_};
        db.execute("CREATE TABLE t(a); PRAGMA max_page_count = 20");
        db.run("INSERT INTO t VALUES(1)");
        {
            Transaction transaction{db};
            db.run("INSERT INTO t VALUES(2)");
            QVERIFY(troubleOf([&] { db.run("INSERT INTO t VALUES($1)", std::string(200'000, 'x')); }) ==
                    Trouble::Full);
        }
        QVERIFY(!db.inTransaction());
        QCOMPARE(number(db, "SELECT count(*) FROM t"), 1);
        db.run("INSERT INTO t VALUES(3)");
    }

    void transactionsAreUndoneUnlessCommitted() {
        SqliteDatabase db{file_};
        db.execute("CREATE TABLE t(a)");
        {
            Transaction transaction{db};
            QVERIFY(db.inTransaction());
            db.run("INSERT INTO t VALUES(1)");
            QCOMPARE(number(db, "SELECT count(*) FROM t"), 1);
        }
        QVERIFY(!db.inTransaction());
        QCOMPARE(number(db, "SELECT count(*) FROM t"), 0);
        {
            Transaction transaction{db};
            db.run("INSERT INTO t VALUES(1)");
            transaction.commit();
            QVERIFY(!db.inTransaction());
        }
        QCOMPARE(number(db, "SELECT count(*) FROM t"), 1);
        SqliteDatabase other{file_};
        QCOMPARE(number(other, "SELECT count(*) FROM t"), 1);
    }

    void aCommitThatFailsLeavesNothing() {
        SqliteDatabase db{file_};
        db.execute(
            "CREATE TABLE p(id BIGINT PRIMARY KEY); "
            "CREATE TABLE c(p BIGINT REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED)");
        {
            Transaction transaction{db};
            db.run("INSERT INTO c VALUES(1)");
            QVERIFY(troubleOf([&] { transaction.commit(); }) == Trouble::Conflict);
        }
        QVERIFY(!db.inTransaction());
        QCOMPARE(number(db, "SELECT count(*) FROM c"), 0);
    }

    void savepointsUndoTheirPart() {
        SqliteDatabase db{file_};
        db.execute("CREATE TABLE t(a BIGINT PRIMARY KEY)");
        Transaction transaction{db};
        db.run("INSERT INTO t VALUES(1)");
        {
            Savepoint part{db};
            db.run("INSERT INTO t VALUES(2)");
            {
                Savepoint inner{db};
                db.run("INSERT INTO t VALUES(3)");
                inner.release();
            }
            QCOMPARE(number(db, "SELECT count(*) FROM t"), 3);
        }
        QVERIFY(db.inTransaction());
        QCOMPARE(number(db, "SELECT count(*) FROM t"), 1);
        {
            Savepoint part{db};
            db.run("INSERT INTO t VALUES(4)");
            {
                Savepoint inner{db};
                db.run("INSERT INTO t VALUES(5)");
                QVERIFY(troubleOf([&] { db.run("INSERT INTO t VALUES(1)"); }) == Trouble::Conflict);
            }
            part.release();
        }
        transaction.commit();
        QCOMPARE(number(db, "SELECT sum(a) FROM t"), 5);
    }

    void batchesWriteEveryRow_data() {
        QTest::addColumn<int>("rows");
        for (const int rows : {0, 1, 2, 15, 16, 17, 32, 1000})
            QTest::addRow("%d", rows) << rows;
    }
    void batchesWriteEveryRow() {
        QFETCH(int, rows);
        SqliteDatabase db{file_};
        db.execute("CREATE TABLE t(a BIGINT PRIMARY KEY, b TEXT, c BLOB, d BIGINT)");
        Batch batch{db, "INSERT INTO t(a, b, c, d)", 4};
        std::vector<std::string> texts;
        for (int i = 0; i < rows; ++i)
            texts.push_back("row " + std::to_string(i));
        for (int i = 0; i < rows; ++i) {
            batch.add(i);
            if (i % 3 == 0)
                batch.addNull();
            else
                batch.add(Text{texts[static_cast<std::size_t>(i)]});
            batch.add(std::string_view{texts[static_cast<std::size_t>(i)]});
            batch.add(std::numeric_limits<std::uint64_t>::max() - static_cast<std::uint64_t>(i));
        }
        QCOMPARE(batch.rows(), static_cast<std::size_t>(rows));
        batch.flush();
        QCOMPARE(batch.rows(), std::size_t{0});
        QCOMPARE(number(db, "SELECT count(*) FROM t"), rows);
        auto query = db.query("SELECT a, b, c, d, typeof(b), typeof(c) FROM t ORDER BY a");
        for (int i = 0; query.step(); ++i) {
            QCOMPARE(query.integer(0), i);
            QCOMPARE(query.isNull(1), i % 3 == 0);
            if (i % 3 != 0)
                QVERIFY(query.text(1) == texts[static_cast<std::size_t>(i)] && query.text(4) == "text");
            QVERIFY(query.blob(2) == texts[static_cast<std::size_t>(i)] && query.text(5) == "blob");
            QCOMPARE(query.unsignedInteger(3),
                     std::numeric_limits<std::uint64_t>::max() - static_cast<std::uint64_t>(i));
        }
    }

    void batchesAreUsedAgainAndHaveATail() {
        SqliteDatabase db{file_};
        db.execute("CREATE TABLE t(a BIGINT PRIMARY KEY, n BIGINT)");
        Batch batch{db, "INSERT INTO t(a, n)", 2, "ON CONFLICT(a) DO UPDATE SET n = t.n + excluded.n"};
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 20; ++i)
                batch.add(i).add(1);
            batch.flush();
        }
        QCOMPARE(number(db, "SELECT count(*) FROM t"), 20);
        QCOMPARE(number(db, "SELECT min(n) + max(n) FROM t"), 6);
    }

    void aBatchThatFailsIsUndoneWithItsTransaction() {
        SqliteDatabase db{file_};
        db.execute("CREATE TABLE t(a BIGINT PRIMARY KEY)");
        db.run("INSERT INTO t VALUES(35)");
        {
            Transaction transaction{db};
            Batch batch{db, "INSERT INTO t(a)", 1};
            for (int i = 0; i < 40; ++i)
                batch.add(i);
            QVERIFY(troubleOf([&] { batch.flush(); }) == Trouble::Conflict);
        }
        QCOMPARE(number(db, "SELECT count(*) FROM t"), 1);
        Batch dropped{db, "INSERT INTO t(a)", 1};
        dropped.add(1);
    }

    void tablesAreQuoted() {
        QCOMPARE(storage::tableName(Schema::of<v1::Order>()), std::string{"\"order\""});
        const auto columns = storage::columnDefinitions(Schema::of<v1::Customer>(), "BYTEA");
        QVERIFY2(columns.find("\"address_city\" TEXT") != std::string::npos, columns.c_str());
        QVERIFY2(columns.find("\"owner_id\" BYTEA") != std::string::npos, columns.c_str());
        QVERIFY2(columns.find("\"tier\" BIGINT") != std::string::npos, columns.c_str());
        QVERIFY(storage::columnNames(Schema::of<v1::Customer>()).find("\"name\", ") == 0);
        // A column inside a message is one whether the message merges whole or field by field.
        QVERIFY(storage::columnNames(Schema::of<v1::Order>()).find("\"delivery_address_city\"") !=
                std::string::npos);
    }

    void everyRecordFitsItsTable_data() {
        QTest::addColumn<uint>("type");
        for (const auto* type : Schema::instance().types())
            QTest::newRow(type->name().c_str()) << type->number();
    }
    void everyRecordFitsItsTable() {
        QFETCH(uint, type);
        const auto& record = *Schema::instance().type(std::uint32_t{type});
        SqliteDatabase db{file_};
        const auto columns = record.columns();
        const auto more = columns.empty() ? std::string{} : ", ";
        db.execute("CREATE TABLE " + storage::tableName(record) + "(n BIGINT" + more +
                   storage::columnDefinitions(record, db.blobType()) + ")");
        std::vector<std::unique_ptr<google::protobuf::Message>> written;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            tests::RandomRecord random{seed};
            written.push_back(seed % 2 == 0 ? random.filled(record) : random.sparse(record));
        }
        Batch batch{
            db,
            "INSERT INTO " + storage::tableName(record) + "(n" + more + storage::columnNames(record) + ")",
            static_cast<int>(columns.size()) + 1};
        for (std::size_t i = 0; i < written.size(); ++i) {
            batch.add(std::uint64_t{i});
            storage::addColumns(batch, record, *written[i]);
        }
        batch.flush();

        auto query = db.query("SELECT n" + more + storage::columnNames(record) + " FROM " +
                              storage::tableName(record) + " ORDER BY n");
        for (const auto& message : written) {
            QVERIFY(query.step());
            for (std::size_t i = 0; i < columns.size(); ++i)
                QVERIFY2(holds(query, static_cast<int>(i) + 1, *message, *columns[i]),
                         columns[i]->column().c_str());
        }
        QVERIFY(!query.step());
    }

  private:
    static bool holds(const Query& query, int column, const google::protobuf::Message& record,
                      const schema::Field& field) {
        const auto* in = &record;
        if (field.outer() != nullptr)
            in = &record.GetReflection()->GetMessage(record, field.outer()->descriptor());
        const auto* descriptor = field.descriptor();
        const auto* reflection = in->GetReflection();
        if (!reflection->HasField(*in, descriptor))
            return query.isNull(column);
        switch (descriptor->cpp_type()) {
            case FieldDescriptor::CPPTYPE_STRING:
                return query.blob(column) == reflection->GetString(*in, descriptor);
            case FieldDescriptor::CPPTYPE_BOOL:
                return query.integer(column) == (reflection->GetBool(*in, descriptor) ? 1 : 0);
            case FieldDescriptor::CPPTYPE_ENUM:
                return query.integer(column) == reflection->GetEnumValue(*in, descriptor);
            case FieldDescriptor::CPPTYPE_INT64:
                return query.integer(column) == reflection->GetInt64(*in, descriptor);
            case FieldDescriptor::CPPTYPE_UINT32:
                return query.integer(column) == reflection->GetUInt32(*in, descriptor);
            default:
                return false;
        }
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path file_;
};

QTEST_GUILESS_MAIN(StorageTest)
#include "storage_test.moc"
