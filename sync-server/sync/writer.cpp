#include "sync-server/sync/writer.h"

#include <cstdlib>
#include <future>

#include <spdlog/spdlog.h>

#include "shared/schema/fault.h"
#include "sync-server/storage/meta_store.h"

namespace fieldfare::server::sync {

using fieldfare::storage::Savepoint;
using fieldfare::storage::StorageError;
using fieldfare::storage::Transaction;
using fieldfare::storage::Trouble;
using storage::MetaStore;

namespace {

/// What callers are told about a failing store.
std::exception_ptr asFault(const StorageError& error) {
    auto code = v1::INTERNAL;
    std::string message = "the server could not store this; nothing was changed";
    if (error.trouble() == Trouble::Full || error.trouble() == Trouble::ReadOnly) {
        code = v1::READ_ONLY;
        message = "the server's disk is full; nothing was changed, try again later";
    } else if (error.trouble() == Trouble::Busy) {
        code = v1::BUSY;
        message = "the store is in use; nothing was changed";
    }
    auto fault = schema::fault(code, message);
    fault.set_retry_after_ms(30'000);
    return std::make_exception_ptr(schema::FaultError{std::move(fault)});
}

}  // namespace

void exitBecauseOfDisk() {
    spdlog::shutdown();
    std::_Exit(EXIT_FAILURE);
}

Writer::Writer(std::unique_ptr<fieldfare::storage::Database> database, storage::Journal& journal,
               const base::Clock& clock, base::Random& random, DirectoryCache& directories, Announce announce,
               RunBy runBy, DiskFailed diskFailed)
    : database_{std::move(database)},
      journal_{journal},
      clock_{clock},
      random_{random},
      directories_{directories},
      diskFailed_{std::move(diskFailed)},
      scopes_{*database_},
      ids_{clock, random},
      announce_{std::move(announce)} {
    loadState();
    if (runBy == RunBy::Threads)
        thread_ = std::thread{[this] { loop(); }};
}

Writer::~Writer() {
    stop();
}

void Writer::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    arrived_.notify_one();
    if (thread_.joinable())
        thread_.join();
}

void Writer::loadState() {
    MetaStore meta{*database_};
    seqs_ = std::make_unique<SeqSource>(meta.number("seq"));
    secret_ = meta.get("secret");
    addToJournal(storage::JournalStore{*database_}.pending());
}

void Writer::addToJournal(std::vector<storage::JournalNote> notes) {
    isNoted_ = isNoted_ || !notes.empty();
    std::erase_if(notes, [this](const auto& note) { return note.number <= journal_.last(); });
    if (notes.empty())
        return;
    try {
        journal_.append(notes);
    } catch (const StorageError& error) {
        spdlog::critical("{} changes wait for the journal, which cannot take them: {}", notes.size(),
                         error.what());
    }
}

void Writer::forgetUndone() {
    // The seqs stay given: the directory's versions are seqs, and one that was undone must not come again.
    scopes_.forget();
    directories_.forget();
}

bool Writer::submit(Work work, Done done) {
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || queue_.size() >= queueSize)
            return false;
        queue_.push_back({std::move(work), std::move(done), nullptr});
    }
    arrived_.notify_one();
    return true;
}

void Writer::run(Work work) {
    std::promise<void> finished;
    auto future = finished.get_future();
    const bool queued = submit(std::move(work), [&](std::exception_ptr failure) {
        if (failure)
            finished.set_exception(failure);
        else
            finished.set_value();
    });
    if (!queued)
        throw schema::FaultError{v1::BUSY, "the server has too much to write"};
    if (!thread_.joinable())
        writeNext();
    future.get();
}

bool Writer::writeNext() {
    std::deque<Job> jobs;
    if (!takeMore(jobs))
        return false;
    writeGroup(std::move(jobs));
    return true;
}

void Writer::loop() {
    for (;;) {
        {
            std::unique_lock lock{mutex_};
            arrived_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty())
                return;
        }
        writeNext();
    }
}

bool Writer::takeMore(std::deque<Job>& jobs) {
    const std::lock_guard lock{mutex_};
    bool took = false;
    while (!queue_.empty() && jobs.size() < groupSize) {
        jobs.push_back(std::move(queue_.front()));
        queue_.pop_front();
        took = true;
    }
    return took;
}

void Writer::runJob(Job& job) {
    Turn turn{*database_,
              scopes_,
              *seqs_,
              news_,
              [this] { return directories_.at(*database_); },
              ids_,
              random_,
              secret_,
              base::epochMs(clock_.now())};
    Savepoint part{*database_};
    try {
        job.work(turn);
        part.release();
        return;
    } catch (const StorageError& error) {
        // A statement that is wrong or breaks a constraint is this work's own fault, and its neighbours go
        // on.
        const bool alone = (error.trouble() == Trouble::Conflict || error.trouble() == Trouble::Other) &&
                           database_->inTransaction();
        if (!alone)
            throw;
        spdlog::error("a request was not stored: {}", error.what());
        job.failure = asFault(error);
    } catch (...) {
        job.failure = std::current_exception();
    }
    forgetUndone();
}

void Writer::writeGroup(std::deque<Job> jobs) {
    const auto started = clock_.sinceBoot();
    news_ = {};
    bool committed = false;
    std::vector<storage::JournalNote> notes;
    try {
        Transaction transaction{*database_};
        storage::JournalStore journal{*database_};
        if (isNoted_)
            journal.forget(journal_.last());
        std::size_t at = 0;
        do {
            for (; at < jobs.size(); ++at)
                runJob(jobs[at]);
        } while (jobs.size() < groupSize && clock_.sinceBoot() - started < groupTime && takeMore(jobs));
        MetaStore{*database_}.setNumber("seq", seqs_->last());
        notes = journal.pending();
        transaction.commit();
        committed = true;
        isNoted_ = false;
    } catch (const StorageError& error) {
        spdlog::error("a group of {} requests was not stored: {}", jobs.size(), error.what());
        if (error.trouble() == Trouble::Io || error.trouble() == Trouble::Corrupt) {
            // After a failed fsync nobody knows what the disk holds.
            spdlog::critical("the disk failed; stopping so that nothing unsafe is acknowledged");
            diskFailed_();
        }
        notes.clear();
        for (auto& job : jobs)
            job.failure = asFault(error);
        forgetUndone();
    }
    // Before the answers: what was acknowledged outlives the store.
    addToJournal(std::move(notes));
    for (auto& job : jobs) {
        try {
            job.done(job.failure);
        } catch (const std::exception& error) {
            spdlog::error("an answer was lost: {}", error.what());
        }
    }
    if (committed && !news_.empty())
        announce_(news_);
}

}  // namespace fieldfare::server::sync
