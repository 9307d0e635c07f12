#pragma once

#include <QVariantMap>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fieldfare/values.pb.h"
#include "mobile/app/desk/desk.h"
#include "mobile/app/documents/line_list.h"
#include "mobile/engine/document_desk.h"
#include "mobile/engine/drafts.h"

namespace fieldfare::app {

/// What a page shows of a document that is being written.
struct DocumentView {
    QVariantMap values;  ///< the document, without its lines
    std::vector<LineRow> lines;
    QVariantMap totals;  ///< empty where a line is wrong
    std::vector<v1::Fault> faults;
    int usedBp = 0;
    int limitBp = 0;
    engine::LimitState limit = engine::LimitState::Within;
    bool stored = false;  ///< it was saved before
    bool editable = false;
    bool dirty = false;
    bool canUndo = false;
    qlonglong keptAt = 0;  ///< epoch ms; 0: this is no draft that was found
};

/// A quote or an order that is being written. Made, used and let go of on the engine's thread, where the
/// prices are; a DocumentDraft holds it without looking inside.
class DocumentWork {
  public:
    /// The stored document with this id, or what was typed over it. Throws FaultError.
    static std::shared_ptr<DocumentWork> of(Desk& desk, const std::string& id);
    /// A new document of the customer, or the latest one that was begun and not saved.
    static std::shared_ptr<DocumentWork> begun(Desk& desk, const schema::RecordType& type,
                                               const std::string& customerId);

    [[nodiscard]] engine::DocumentDesk desk(Desk& desk);
    /// Sets a field that is no line; throws the faults of schema::fromJson().
    void set(const QVariantMap& values);
    void removeLine(Desk& desk, const std::string& lineId);
    /// Puts the line back that was removed last; nothing when there is none.
    void undo(Desk& desk);

    [[nodiscard]] DocumentView view(Desk& desk);
    /// Keeps it among the drafts, or forgets the draft when nothing was typed.
    void keep(Desk& desk) const;
    void discard(Desk& desk) const;
    /// Saves what was typed; gives the document as it is stored then. When this throws, nothing changed.
    [[nodiscard]] engine::Record commit(Desk& desk) const;
    /// True if commit() has something to save.
    [[nodiscard]] bool isUnsaved() const { return !draft_.base || isDirty(); }

    [[nodiscard]] const schema::RecordType& type() const { return *draft_.type; }

  private:
    explicit DocumentWork(engine::Draft draft, bool wasKept);
    [[nodiscard]] engine::Draft current() const;
    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] LineRow rowOf(const rules::Catalogue& catalogue, const v1::Line& line) const;

    engine::Draft draft_;  // its values: what dirty is measured against
    std::unique_ptr<google::protobuf::Message> document_;
    std::vector<v1::Line> removed_;
    bool wasKept_ = false;
};

}  // namespace fieldfare::app
