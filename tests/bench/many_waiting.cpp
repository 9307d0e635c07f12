#include <QUrl>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <thread>

#include "fieldfare/customer.pb.h"
#include "fieldfare/sync.pb.h"
#include "figure.h"
#include "fleet.h"
#include "tests/support/wire/wire.h"
#include "workloads.h"

namespace fieldfare::bench {

using tests::Wire;

namespace {

constexpr std::size_t devicesAtOne = 250;  // address, as the edge sees them
using Clock = std::chrono::steady_clock;

/// A value of /proc/PID/status: "VmRSS:" in KB, "Threads:".
double statusOf(qint64 process, const std::string& name) {
    std::ifstream status{"/proc/" + std::to_string(process) + "/status"};
    std::string word;
    double value = 0;
    while (status >> word)
        if (word == name) {
            status >> value;
            return value;
        }
    throw std::runtime_error{"process " + std::to_string(process) + " says nothing of " + name};
}

/// KB of nginx's workers, the children of the program that runs it included.
double memoryOfEdge(qint64 process) {
    double sum = 0;
    std::ifstream children{"/proc/" + std::to_string(process) + "/task/" + std::to_string(process) +
                           "/children"};
    for (qint64 child = 0; children >> child;)
        sum += memoryOfEdge(child);
    return sum + statusOf(process, "VmRSS:");
}

/// What a device of the person would ask that has everything and waits.
std::string waitingRequest(Company& company, std::size_t person) {
    BenchDevice device{company, company.rep(person),
                       company.scratch() / ("w7-rep-" + std::to_string(person) + ".sqlite")};
    (void)device.sync();
    v1::SyncRequest request;
    request.ParseFromString(engine::SyncCycle{device.store()}.begin(55'000));
    // Another device's: it has its own place in the order of its answers.
    request.clear_nonce();
    request.clear_epoch();
    return request.SerializeAsString();
}

std::string httpRequest(const v1::Session& session, const std::string& body) {
    return "POST /v1/sync HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
           "application/x-protobuf\r\nAuthorization: "
           "Bearer " +
           session.token() + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

void manyWaiting(Company& company) {
    const auto persons = std::min(Company::peopleOfOthers, company.reps());
    std::vector<std::string> bodies;
    for (std::size_t i = 0; i < persons; ++i)
        bodies.push_back(waitingRequest(company, i));
    const int port = QUrl{QString::fromStdString(company.pairing().url())}.port();
    const auto server = company.serverProcess();
    const auto before = statusOf(server, "VmRSS:");
    const auto threadsBefore = statusOf(server, "Threads:");
    const auto edgeBefore = memoryOfEdge(company.edgeProcess());

    std::vector<std::pair<std::size_t, Wire>> waiting;  // person
    const auto begun = Clock::now();
    for (std::size_t i = 0; i < company.others().size(); ++i) {
        const auto person = i % persons;
        waiting.emplace_back(
            person, Wire{port, Wire::Security::Tls, 1 + static_cast<int>(waiting.size() / devicesAtOne)});
        if (!waiting.back().second.send(httpRequest(company.others()[i], bodies[person])))
            throw std::runtime_error{"a waiting request could not be sent"};
    }
    const std::chrono::duration<double> opening = Clock::now() - begun;

    // A change for one person: its devices hear of it, the others do not.
    BenchDevice sender{company, company.rep(0), company.scratch() / "w7-many.sqlite"};
    (void)sender.sync();
    const auto memory = statusOf(server, "VmRSS:");
    const auto threads = statusOf(server, "Threads:");
    const auto edge = memoryOfEdge(company.edgeProcess());
    engine::ListQuery query;
    query.type = &schema::Schema::of<v1::Customer>();
    query.limit = 1;
    const auto customer = engine::Reading{sender.store()}.list(query).records.at(0).id;
    sender.editing().edit<v1::Customer>(customer, [](auto& record) { record.set_industry("many wait"); });
    const auto sent = Clock::now();
    (void)sender.sync();
    std::vector<double> heard;
    for (auto& [person, wire] : waiting)
        if (person == 0) {
            const auto answer = wire.response(std::chrono::seconds{10});
            if (!answer || answer->status != 200)
                throw std::runtime_error{"a waiting device did not hear of a change"};
            heard.push_back(std::chrono::duration<double>(Clock::now() - sent).count());
        }
    std::size_t early = 0;
    for (auto& [person, wire] : waiting)
        if (person != 0 && wire.response(std::chrono::milliseconds{0}))
            ++early;
    if (early != 0)
        throw std::runtime_error{std::to_string(early) + " devices did not wait"};
    Figure{"W7-memory",
           opening.count(),
           static_cast<double>(waiting.size()),
           0,
           0,
           {{"server_mb", memory / 1024},
            {"server_mb_added", (memory - before) / 1024},
            {"server_kb_each", (memory - before) / static_cast<double>(waiting.size())},
            {"threads_added", threads - threadsBefore},
            {"edge_mb_added", (edge - edgeBefore) / 1024},
            {"touched", static_cast<double>(heard.size())},
            {"last_heard_seconds", heard.back()}}}
        .print();
}

}  // namespace fieldfare::bench
