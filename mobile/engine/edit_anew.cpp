#include "mobile/engine/edit_anew.h"

#include "mobile/engine/gathering.h"
#include "mobile/engine/overlay.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"

namespace fieldfare::engine {

void editAnew(Editing& editing, const schema::RecordType& type, const std::string& record,
              const v1::Mutation& mutation) {
    switch (mutation.kind()) {
        case v1::Mutation::CREATE:
            editing.create(*type.parse(mutation.partial()), record);
            return;
        case v1::Mutation::EDIT: {
            std::vector<schema::Path> paths;
            for (const auto& touched : mutation.paths()) {
                paths.push_back(pathOf(touched));
                if (!schema::resolve(type, paths.back()))
                    throw schema::FaultError{v1::NEWER_SCHEMA, "a later version of the app typed it", "paths",
                                             static_cast<std::int64_t>(touched.field())};
            }
            std::vector<v1::Frozen> frozen{mutation.frozen().begin(), mutation.frozen().end()};
            for (auto& seen : frozen) {  // whoever tries again has looked again
                const auto now = editing.require(seen.id());
                seen = frozenAs(now);
                seen.set_seq(now.seq);
            }
            editing.write(editing.require(record), paths, *type.parse(mutation.partial()), std::move(frozen));
            return;
        }
        default:
            editing.erase(record);
    }
}

}  // namespace fieldfare::engine
