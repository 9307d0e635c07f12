#pragma once

#include <QString>
#include <functional>
#include <vector>

namespace fieldfare::tests {

class AppWindow;

/// Something of the app that people see: a page in some state.
struct Sight {
    enum class Of { Phone = 1, Tablet = 2, Both = 3 };

    QString name;   ///< the page, and the state where there are several: "CustomersPage-none"
    QString store;  ///< of SampleStores
    QString link;  ///< as of `fieldfare-app --open`, with {names} of SampleStores::ids(); empty: as it begins
    Of of = Of::Phone;
    bool offline = false;
    std::function<void(AppWindow&)> then = {};  ///< what the person does there
};

/// Every page of the app, and the states in which pages look otherwise: empty, wrong, long names.
[[nodiscard]] const std::vector<Sight>& sights();

}  // namespace fieldfare::tests
