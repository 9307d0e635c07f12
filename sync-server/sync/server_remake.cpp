#include "sync-server/sync/server_remake.h"

#include <spdlog/spdlog.h>

#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/parked_store.h"

namespace fieldfare::server::sync {

using google::protobuf::Message;
using schema::FaultError;
using schema::RecordType;
using storage::RecordRow;

namespace {

void requireStep(const RecordType& type, const schema::Path& path, const Message& before,
                 const Message& values) {
    const auto* field = type.field(path.field);
    if (field == nullptr || field->merge() != v1::FORWARD)
        return;
    const int from = schema::enumOf(before, field);
    const int to = schema::enumOf(values, field);
    if (from != to && !field->allowsStep(from, to, v1::ROLE_UNSPECIFIED))
        throw FaultError{v1::STEP_NOT_ALLOWED, "the status does not lead there", field->name()};
}

void write(ServerEdit& edit, const RecordRow& row, const Message& values,
           const std::vector<schema::Path>& paths) {
    for (const auto& path : paths) {
        if (!schema::resolve(*row.type, path))
            throw FaultError{v1::NEWER_SCHEMA, "no such path", schema::pathText(*row.type, path)};
        requireStep(*row.type, path, *row.record, values);
    }
    edit.change(row, [&](Message& record) {
        for (const auto& path : paths)
            schema::copyValue(values, record, *row.type, path);
    });
}

std::vector<schema::Path> pathsOf(const v1::Mutation& mutation) {
    std::vector<schema::Path> paths;
    for (const auto& touched : mutation.paths())
        paths.push_back(
            {static_cast<int>(touched.field()), touched.key(), static_cast<int>(touched.inner())});
    return paths;
}

/// None: it took effect.
std::optional<v1::Fault> tryAgain(Turn& turn, const storage::Parked& parked) {
    v1::Mutation mutation;
    if (!mutation.ParseFromString(parked.mutation))
        return schema::fault(v1::UNREADABLE, "what was parked is damaged");
    try {
        ServerEdit edit{turn};
        makeAgain(edit, mutation, parked.person);
        edit.save();
        return std::nullopt;
    } catch (const FaultError& error) {
        return error.fault();
    }
}

void giveUp(const storage::Parked& parked, const v1::Fault& fault) {
    spdlog::warn("change {} of the server's journal was given up after a restore: {}: {}", parked.number,
                 schema::codeName(fault.code()), fault.message());
}

}  // namespace

void makeAgain(ServerEdit& edit, const v1::Mutation& mutation, const std::string& author) {
    const auto* type = schema::Schema::instance().type(mutation.type());
    if (type == nullptr)
        throw FaultError{v1::NEWER_SCHEMA, "no such type of record"};
    edit.setTime(mutation.time());
    const auto* row = edit.changes().find(*type, mutation.id());
    if (mutation.kind() == v1::Mutation::DELETE) {
        if (row == nullptr)
            throw FaultError{v1::NOT_FOUND, "there is no such " + type->name()};
        if (row->deleted == 0)
            edit.erase(*row);
        return;
    }
    const auto values = type->parse(mutation.partial());
    const bool creates = mutation.kind() == v1::Mutation::CREATE;
    if (row == nullptr && creates) {
        (void)edit.create(*type, mutation.id(), *values, author);
        return;
    }
    if (row == nullptr)
        throw FaultError{v1::NOT_FOUND, "there is no such " + type->name()};
    if (row->deleted != 0)
        throw FaultError{v1::DELETED, "the " + type->name() + " is deleted"};
    write(edit, *row, *values,
          creates ? schema::differences(*type->make(), *values, *type) : pathsOf(mutation));
}

bool mayPass(const v1::Fault& fault) {
    return fault.code() == v1::NOT_FOUND || fault.code() == v1::NO_PARENT || fault.code() == v1::DELETED ||
           fault.code() == v1::STEP_NOT_ALLOWED;
}

void makeParkedAgain(Turn& turn, bool lastChance) {
    storage::ParkedStore store{turn.database};
    auto waiting = store.ofServer();
    for (bool moved = true; moved;) {
        moved = false;
        std::erase_if(waiting, [&](const storage::Parked& parked) {
            const auto fault = tryAgain(turn, parked);
            if (fault && mayPass(*fault))
                return false;
            if (fault)
                giveUp(parked, *fault);
            else
                moved = true;
            store.remove(parked);
            return true;
        });
    }
    if (!lastChance)
        return;
    for (const auto& parked : waiting) {
        giveUp(parked, schema::fault(v1::NOT_FOUND, "nobody offered what it belongs to"));
        store.remove(parked);
    }
}

}  // namespace fieldfare::server::sync
