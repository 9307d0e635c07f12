#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "tests/support/loopback/loopback.h"
#include "tests/support/manual_clock.h"

namespace fieldfare::tests {

/// Folders of fieldfare-app, as a sample organisation's people have them in the middle of a working day: made
/// by the real server and the real engine from one seed and one clock, the same to the byte every time.
///
/// - rep: synced in the morning; two versions came, held work and what became of some; since then offline
/// with a visit and its photos,
///   a quote beyond the limit, an order, a visit under way, a draft
/// - manager: their manager, synced in the morning
/// - newRep, newManager: of a unit without any work, up to date
/// - collected: the rep's, as it hands over what is not sent; managerOfCollected: the manager's second
/// device, after a colleague's was taken out of use
/// - signedOut: the rep's; wiped, newer: stores that cannot be worked with; none: no store
class SampleStores {
  public:
    /// `language`: "en" has the organisation's British half in view, "zh_CN" the Chinese one.
    SampleStores(std::filesystem::path folder, const std::string& language);

    /// A copy of a person's folder, to be changed.
    void copy(const std::string& name, const std::filesystem::path& to) const;
    /// Ids as UUID text, by what the record is in the pictures: "customer", "waitingQuote".
    [[nodiscard]] const std::map<std::string, std::string>& ids() const { return ids_; }
    /// The moment of the pictures, epoch ms.
    [[nodiscard]] std::int64_t now() const { return now_; }

  private:
    void makeCompany();
    [[nodiscard]] std::string personNamed(const std::string& name) const;
    [[nodiscard]] std::string hire(const std::string& name, v1::Role role, const std::string& unit);
    [[nodiscard]] std::unique_ptr<Phone> device(const std::string& folder, const std::string& person);
    /// The id in the first column of the first row; throws std::runtime_error when there is none.
    [[nodiscard]] static std::string find(Phone& phone, const std::string& sql);
    void remember(const std::string& name, const std::string& id);
    void setTime(int hour, int minute);

    void morning();
    void afternoon();
    void visitWithPhotos(const std::string& customer);
    void documents(const std::string& customer);
    void otherStores();
    void deviceIsCollected();

    std::filesystem::path folder_;
    bool chinese_;
    std::int64_t midnight_;
    std::int64_t now_;
    ManualClock clock_;
    base::SeededRandom random_{20261118};
    std::unique_ptr<server::sync::Organisation> organisation_;
    std::unique_ptr<server::sync::Exchange> exchange_;
    std::unique_ptr<server::storage::ContentStore> content_;
    std::unique_ptr<server::files::FileExchange> files_;
    std::unique_ptr<Phone> phone_;
    std::unique_ptr<Phone> tablet_;
    std::string colleague_;
    std::map<std::string, std::string> ids_;
};

}  // namespace fieldfare::tests
