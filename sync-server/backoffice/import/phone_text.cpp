#include "sync-server/backoffice/import/phone_text.h"

#include <algorithm>

#include <phonenumbers/phonenumberutil.h>

#include "sync-server/backoffice/import/folded_text.h"

namespace fieldfare::server::importing {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

std::string phoneNumber(std::string_view typed, std::string_view region) {
    std::string country{region};
    std::transform(country.begin(), country.end(), country.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (country.size() != 2)
        country = "ZZ";  // the library's "no country"
    const auto& library = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    const std::string text{trimmed(typed)};
    if (library.Parse(text, country, &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
        number.has_extension() || !library.IsValidNumber(number))
        return text;
    std::string e164;
    library.Format(number, PhoneNumberUtil::E164, &e164);
    return e164;
}

}  // namespace fieldfare::server::importing
