#include "mobile/engine/rights_change.h"

#include "mobile/engine/drafts.h"
#include "mobile/engine/scope_masks.h"
#include "shared/access/hiding.h"
#include "shared/schema/path_value.h"

namespace fieldfare::engine {

using google::protobuf::Message;
using schema::RecordType;

namespace {

/// Erases in one pass over the rows of the types that hide something.
class Erasure {
  public:
    Erasure(LocalStore& store, v1::Role role) : store_{store}, rights_{store.rights()}, role_{role} {}

    std::vector<std::pair<const RecordType*, std::string>> run() {
        for (const auto* type : schema::Schema::instance().types())
            if (access::mayHide(rights_, role_, *type))
                eraseRows(*type);
        store_.records().search().flush();
        eraseDrafts();
        return std::move(pending_);
    }

  private:
    void eraseRows(const RecordType& type) {
        std::vector<std::string> ids;
        {
            auto query = store_.database().query("SELECT id FROM " + store_.records().of(type).name());
            while (query.step())
                ids.emplace_back(query.blob(0));
        }
        bool erased = false;
        for (const auto& id : ids) {
            auto row = *store_.records().of(type).load(id);
            const auto shown = type.parse(row.body);
            bool any = access::hide(rights_, role_, type, *shown);
            if (row.serverBody) {
                const auto theirs = type.parse(*row.serverBody);
                any = access::hide(rights_, role_, type, *theirs) || any;
                row.serverBody = theirs->SerializeAsString();
            }
            if (!any)
                continue;
            erased = true;
            row.body = shown->SerializeAsString();
            store_.records().put(type, id, row, *shown);
            // Of an own record that the server does not have, all of it was typed.
            if (row.head.pending || row.head.seq == 0)
                pending_.emplace_back(&type, id);
        }
        // The rule may be gone again before a complete pull tells of masks: what it took is to be fetched
        // then.
        if (erased)
            ScopeMasks{store_.database()}.forget(type.number());
    }

    void eraseDrafts() {
        struct Kept {
            std::string id;
            std::string base;
            std::string body;
        };
        std::vector<Kept> changed;
        {
            auto query =
                store_.database().query("SELECT id, type, base, body FROM draft WHERE base IS NOT NULL");
            while (query.step()) {
                const auto* type =
                    schema::Schema::instance().type(static_cast<std::uint32_t>(query.integer(1)));
                if (type == nullptr)
                    continue;
                const auto base = type->parse(query.blob(2));
                const auto body = type->parse(query.blob(3));
                // What somebody typed is theirs, even where it can no longer be saved.
                for (const auto* field : rights_.mask(role_, *type).hidden)
                    if (const schema::Path path{field->number(), {}, 0};
                        field->shape() == schema::Shape::Whole &&
                        schema::sameValue(*base, *body, *type, path))
                        body->GetReflection()->ClearField(body.get(), field->descriptor());
                if (access::hide(rights_, role_, *type, *base))
                    changed.push_back(
                        {std::string{query.blob(0)}, base->SerializeAsString(), body->SerializeAsString()});
            }
        }
        for (const auto& draft : changed)
            store_.database().run("UPDATE draft SET base = $2, body = $3 WHERE id = $1", draft.id, draft.base,
                                  draft.body);
    }

    LocalStore& store_;
    const access::Rights& rights_;
    const v1::Role role_;
    std::vector<std::pair<const RecordType*, std::string>> pending_;
};

}  // namespace

std::vector<std::pair<const RecordType*, std::string>> takeRights(LocalStore& store,
                                                                  const v1::RoleRights& told) {
    store.meta().set(Meta::rights, told.SerializeAsString());
    auto pending = Erasure{store, told.role()}.run();
    // What people may do with records they look at may be another, without any of them having changed.
    for (const auto* type : schema::Schema::instance().types())
        store.records().of(*type).touch();
    return pending;
}

}  // namespace fieldfare::engine
