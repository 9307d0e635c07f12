#include "mobile/engine/attachments.h"

#include "fieldfare/field_work.pb.h"
#include "mobile/engine/file_queue.h"
#include "mobile/engine/store_change.h"

namespace fieldfare::engine {

namespace {

/// The field in which records of the type list their files; null for none.
const schema::Field* fileList(const schema::RecordType& type) {
    for (const auto& field : type.fields())
        if (field.descriptor()->is_repeated() && field.policy().reference() == v1::File::descriptor()->name())
            return &field;
    return nullptr;
}

}  // namespace

std::string Attachments::attach(std::string_view parent, const FileContent& content, const std::string& name,
                                const std::string& mediaType) {
    v1::File file;
    file.set_parent_id(std::string{parent});
    file.set_sha256(content.sha256);
    file.set_size(content.size);
    if (!name.empty())
        file.set_name(name);
    if (!mediaType.empty())
        file.set_media_type(mediaType);
    auto& store = editing_.store();
    // Two edits that stand or fall each for itself at the server: a photo outlives a list it does not fit in.
    StoreChange change{store.database()};
    const auto above = editing_.require(parent);
    auto id = editing_.create(file);
    if (const auto* list = fileList(*above.type)) {
        const auto changed = above.type->parse(above.message->SerializeAsString());
        changed->GetReflection()->AddString(changed.get(), list->descriptor(), id);
        (void)editing_.edit(above, *changed);
    }
    FileQueue{store}.note();
    change.commit();
    return id;
}

std::string Attachments::attachFile(std::string_view parent, const std::filesystem::path& file,
                                    const std::string& mediaType) {
    (void)editing_.require(parent);
    return attach(parent, editing_.store().files().putFile(file), file.filename().string(), mediaType);
}

}  // namespace fieldfare::engine
