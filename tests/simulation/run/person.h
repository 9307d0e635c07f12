#pragma once

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mobile/engine/editing.h"
#include "mobile/engine/reading.h"
#include "tests/simulation/check/ledger.h"
#include "tests/simulation/run/plan.h"
#include "tests/simulation/world/dice.h"

namespace fieldfare::simulation {

/// Somebody at a device: does by the dice what the role does all day, through the engine as the app does, and
/// tells the ledger what was typed. What the engine refuses was not typed.
class Person {
  public:
    /// What a person has open: a form shows a record as it was when it was opened.
    using Forms = std::deque<engine::Record>;

    Person(engine::Editing& editing, Ledger& ledger, std::size_t store, Forms& forms, Dice dice)
        : editing_{editing},
          store_{editing.store()},
          ledger_{ledger},
          number_{store},
          forms_{forms},
          dice_{dice} {}

    /// Does one thing; says what. Throws FaultError for what is refused, StorageError.
    std::string act();
    /// Does `deed` to that one of the owner's customers, and to that field of it, which `place` names.
    std::string meet(Deed deed, const std::string& owner, std::uint64_t place);

  private:
    // field work
    std::string typeText();
    std::string saveForm();
    std::string openForm();
    std::string changeTags();
    std::string changePhones();
    std::string changeFacts();
    std::string addUnderCustomer();
    std::string addCustomer();
    std::string visit();
    std::string claim();
    std::string writeTwoThings();
    std::string together(const engine::Record& shown);
    // sales
    std::string writeQuote();
    std::string changeLines();
    std::string moveQuote();
    std::string writeOrder();
    std::string moveOrder();
    std::string decide();
    // leading
    std::string assign();
    std::string erase();
    std::string erase(const engine::Record& record);
    std::string review();
    // office
    std::string keepCatalogue();
    std::string keepPeople();
    // what did not go as meant
    std::string settle();
    std::string attend();
    std::string decideHeld();

    /// A record of the type; hot ones, the same for everybody, more often than others.
    [[nodiscard]] engine::Record some(std::string_view type);
    [[nodiscard]] std::vector<engine::Record> allOf(std::string_view type);
    [[nodiscard]] std::string text();
    /// The marks of a record and of whatever may hang under it, as shown.
    [[nodiscard]] std::set<std::string> marksShown(const std::string& id);
    /// Tells the ledger what the steps that wait to be sent freeze, as it is shown.
    void tellSignatures();
    /// Saves the edit and tells the ledger.
    void save(const engine::Record& shown, const google::protobuf::Message& changed);
    /// Tells the ledger of a record that was just made.
    void tell(const std::string& id);
    std::string create(const google::protobuf::Message& record);
    template <typename Message, typename Change>
    void change(const engine::Record& shown, Change&& change) {
        auto changed = shown.as<Message>();
        change(changed);
        save(shown, changed);
    }
    [[nodiscard]] v1::Role role() const { return store_.role(); }

    engine::Editing& editing_;
    engine::LocalStore& store_;
    Ledger& ledger_;
    std::size_t number_;
    Forms& forms_;
    Dice dice_;
};

}  // namespace fieldfare::simulation
