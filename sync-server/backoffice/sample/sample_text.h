#pragma once

#include <array>
#include <span>
#include <string_view>

/// The words that the sample organisation is put together from. Invented, but for towns and their districts;
/// telephone ranges are those set aside for drama where a country has some.
namespace fieldfare::server::sample {

struct Town {
    std::string_view name;
    std::string_view country;  ///< ISO 3166 alpha-2
    std::string_view region;
    std::string_view postcode;  ///< its beginning
    std::string_view phone;     ///< beginning of an E.164 number; `phoneDigits` are to follow
    int phoneDigits;
    double latitude;
    double longitude;
    std::array<std::string_view, 4> districts;
};

/// What one rep looks after.
struct Territory {
    std::string_view rep;
    std::string_view mail;
    std::string_view language;
    std::string_view deviceCode;  ///< in the numbers of their documents
    bool chinese;                 ///< language of customers and notes
    std::array<Town, 2> towns;
};

struct Region {
    std::string_view unit;
    std::string_view manager;
    std::string_view managerMail;
    std::string_view managerLanguage;
    std::string_view mobile;  ///< beginning of its people's numbers
    int mobileDigits;
    int utcOffsetHours;
    std::array<Territory, 3> territories;
};
extern const std::array<Region, 2> regions;

struct Colleague {
    std::string_view name;
    std::string_view mail;
    std::string_view language;
};
extern const Colleague backOffice;
extern const Colleague administrator;
extern const Colleague executive;

/// A group of products.
struct Kind {
    std::string_view chinese;
    std::string_view english;
    std::string_view code;
    std::string_view unit;
    int leastPrice;  ///< hundredths of the unit of account of the list
    int mostPrice;
    std::array<std::string_view, 4> sizes;
};
struct Family {
    std::string_view chinese;
    std::string_view english;
    std::string_view code;
    int taxBp;
    std::array<Kind, 5> kinds;
};
extern const std::array<Family, 8> families;

/// A word for products in both languages.
struct Variant {
    std::string_view chinese;
    std::string_view english;
};
extern const std::array<Variant, 10> variants;

struct Trade {
    std::string_view industry;
    std::string_view chinese;  ///< how such a business calls itself
    std::string_view english;
};
extern const std::array<Trade, 10> trades;
extern const std::array<std::string_view, 40> chineseNames;  ///< of businesses
extern const std::array<std::string_view, 40> englishNames;
extern const std::array<std::string_view, 20> chineseStreets;
extern const std::array<std::string_view, 24> englishStreets;
extern const std::array<std::string_view, 30> surnames;
extern const std::array<std::string_view, 40> chineseGivenNames;
extern const std::array<std::string_view, 40> englishGivenNames;
extern const std::array<std::string_view, 40> familyNames;

/// Sentences in one language.
struct Phrases {
    std::array<std::string_view, 6> jobs;
    std::array<std::string_view, 6> purposes;
    std::array<std::string_view, 8> ordered;  ///< notes of visits, by what came of them
    std::array<std::string_view, 8> quoted;
    std::array<std::string_view, 8> followUp;
    std::array<std::string_view, 6> noInterest;
    std::array<std::string_view, 5> notMet;
    std::array<std::string_view, 8> asides;
    std::array<std::string_view, 8> nextSteps;
    std::array<std::string_view, 10> tasks;
    std::array<std::string_view, 6> reviews;
    std::array<std::string_view, 5> questions;  ///< to whoever approves a discount
    std::array<std::string_view, 4> agreed;
    std::array<std::string_view, 4> declined;
    std::array<std::string_view, 4> deliveries;  ///< notes of orders
    std::array<std::string_view, 3> rejections;
    std::array<std::string_view, 3> cancellations;
    std::string_view terms;
    std::string_view paymentTerms;
};
extern const Phrases chinesePhrases;
extern const Phrases englishPhrases;

extern const std::array<std::string_view, 10> tags;
extern const std::array<std::string_view, 6> sources;

}  // namespace fieldfare::server::sample
