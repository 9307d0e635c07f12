#pragma once

#include <QString>
#include <QVariantMap>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "mobile/app/desk/desk.h"

namespace fieldfare::app {

/// A record as lists show it: plain values, made on the engine's thread.
struct RecordRow {
    QString id;
    QString type;
    QString title;
    QVariantMap record;
    QString state;       ///< "synced", "waiting", "sent", "rejected", "held", "two_versions"
    QVariantMap joined;  ///< by reference path: {id, type, title, record}
    QString section;

    [[nodiscard]] const QString& key() const { return id; }
    friend bool operator==(const RecordRow&, const RecordRow&) = default;
};

/// Makes rows of records: looks up what they refer to, each once, and their states, all at once. Used for one
/// read of a list, on the engine's thread.
class RowMaker {
  public:
    /// `joins`: paths of reference fields, such as "customer_id". `sectionBy`: the column that orders the
    /// list. Throws FaultError INVALID when the type has no such reference.
    RowMaker(Desk& desk, const schema::RecordType& type, const QStringList& joins,
             std::string sectionBy = {});

    [[nodiscard]] RecordRow row(const engine::Record& record);

  private:
    [[nodiscard]] QVariantMap joined(const std::string& id);
    [[nodiscard]] QString sectionOf(const engine::Record& record) const;

    engine::Reading reading_;
    std::vector<const schema::Field*> joins_;
    const schema::Field* section_ = nullptr;
    std::unordered_map<std::string, QVariantMap> met_;
    std::unordered_set<std::string> unsettled_;  // records with edits, conflicts or refused work
};

/// The join that says where a record belongs: to what it hangs under; none for types that hang under nothing.
[[nodiscard]] QStringList contextOf(const schema::RecordType& type);
/// The types that a list of `type` with these joins shows something of.
[[nodiscard]] std::vector<std::uint32_t> typesShown(const schema::RecordType& type, const QStringList& joins);

}  // namespace fieldfare::app
