#include <QMimeDatabase>
#include <ostream>

#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/input.h"
#include "mobile/device/output.h"
#include "mobile/engine/attachments.h"
#include "mobile/engine/file_transfer.h"
#include "shared/base/hex.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"

namespace fieldfare::device {

using schema::FaultError;

namespace {

struct Adding {
    std::string parent;
    std::filesystem::path file;
    std::string mediaType;
};

struct Getting {
    std::string id;
    std::filesystem::path out;
};

/// One attempt is all a command makes.
class OneAttempt final : public engine::Pause {
  public:
    bool wait(std::chrono::milliseconds) override { return false; }
};

int addFile(Context& context, const Adding& options) {
    auto mediaType = options.mediaType;
    if (mediaType.empty())
        mediaType = QMimeDatabase{}
                        .mimeTypeForFile(QString::fromStdString(options.file.string()))
                        .name()
                        .toStdString();
    const auto id = engine::Attachments{context.device.editing()}.attachFile(parseId(options.parent),
                                                                             options.file, mediaType);
    const auto file = engine::FileQueue{context.device.store()}.of(id);
    print(context.out,
          {{"id", base::idText(id)}, {"sha256", base::toHex(file->sha256)}, {"size", file->size}});
    return 0;
}

int listFiles(Context& context) {
    auto& store = context.device.store();
    engine::FileQueue queue{store};
    queue.note();
    auto json = Json::array();
    for (const auto& file : queue.list()) {
        Json one{{"id", base::idText(file.record)},
                 {"sha256", base::toHex(file.sha256)},
                 {"size", file.size},
                 {"sent", file.sent},
                 {"state", file.state == engine::QueuedFile::State::Refused ? "refused" : "waiting"}};
        if (file.fault)
            one["fault"] = jsonOf(*file.fault);
        json.push_back(std::move(one));
    }
    print(context.out, json);
    return 0;
}

int retryFile(Context& context, const std::string& id) {
    engine::FileQueue queue{context.device.store()};
    const auto record = parseId(id);
    if (!queue.of(record))
        throw FaultError{v1::NOT_FOUND, "there is no such file here", "id"};
    queue.retry(record);
    return listFiles(context);
}

int getFile(Context& context, const Getting& options) {
    auto& store = context.device.store();
    OneAttempt pause;
    engine::FileTransfer transfer{store, context.device.transport(), pause, context.device.random()};
    const auto record = parseId(options.id);
    const auto result = transfer.fetch(record, 1);
    if (!result.complete) {
        const auto stopped = result.stop == engine::Stop::Wipe;
        if (stopped)
            context.device.wipe();
        throw FaultError{*result.fault};
    }
    const auto file = *engine::FileQueue{store}.of(record);
    const auto from = *store.files().path(file.sha256);
    std::error_code error;
    std::filesystem::copy_file(from, options.out, std::filesystem::copy_options::overwrite_existing, error);
    if (error)
        throw FaultError{v1::INVALID, options.out.string() + ": " + error.message(), "out"};
    print(context.out, {{"id", options.id}, {"size", file.size}, {"fetched", result.bytes}});
    return 0;
}

}  // namespace

void addFileCommands(CommandLine& line) {
    auto& files = line.add("file", "Photos and documents: those that wait to be sent",
                           [](Context& context) { return listFiles(context); });
    (void)line.addBelow(files, "list", "Those that wait to be sent, or cannot be",
                        [](Context& context) { return listFiles(context); });

    const auto adding = std::make_shared<Adding>();
    auto& adds =
        line.addBelow(files, "add", "Puts a file to a visit, customer, quote or order; sync sends it",
                      [adding](Context& context) { return addFile(context, *adding); });
    adds.add_option("parent", adding->parent, "id of the record it belongs to")->required();
    adds.add_option("path", adding->file, "the file")->required();
    adds.add_option("--type", adding->mediaType, "its media type; told by the file unless given");

    const auto getting = std::make_shared<Getting>();
    auto& gets = line.addBelow(files, "get", "Writes a file's bytes, fetching them where they are not here",
                               [getting](Context& context) { return getFile(context, *getting); });
    gets.add_option("id", getting->id, "of the File record")->required();
    gets.add_option("out", getting->out, "where to")->required();

    const auto again = std::make_shared<std::string>();
    line.addBelow(files, "retry", "Lets a file wait again that was refused",
                  [again](Context& context) { return retryFile(context, *again); })
        .add_option("id", *again, "of the File record")
        ->required();
}

}  // namespace fieldfare::device
