#include "sync-server/account/common_passwords.h"

#include <algorithm>
#include <array>

namespace fieldfare::server::account {

namespace {

using namespace std::string_view_literals;

// Those of at least 8 characters that stand at the top of lists of leaked passwords, English and Chinese,
// and what is handed out as a first password. Mere runs are refused by rule. Sorted by bytes.
constexpr auto commonPasswords = std::to_array<std::string_view>({
    "!qaz2wsx"sv,      "!qaz@wsx"sv,       "01010101"sv,     "10101010"sv,     "11112222"sv,
    "11223344"sv,      "1122334455"sv,     "112233445566"sv, "12121212"sv,     "123123123"sv,
    "123321123"sv,     "12341234"sv,       "123412345"sv,    "12344321"sv,     "123454321"sv,
    "1234554321"sv,    "1234567890"sv,     "12345678910"sv,  "123456789a"sv,   "123456789q"sv,
    "12345678a"sv,     "12345678q"sv,      "1234567a"sv,     "123456ab"sv,     "123456abc"sv,
    "12345qwert"sv,    "1234qwer"sv,       "123789456"sv,    "123qwe123"sv,    "123qweasd"sv,
    "123qweasdzxc"sv,  "13131313"sv,       "1314520520"sv,   "135792468"sv,    "14725836"sv,
    "147258369"sv,     "147852369"sv,      "159357456"sv,    "159753456"sv,    "1a2b3c4d"sv,
    "1q2w3e4r"sv,      "1q2w3e4r5t"sv,     "1q2w3e4r5t6y"sv, "1qaz2wsx"sv,     "1qaz2wsx3edc"sv,
    "1qazxsw2"sv,      "20202020"sv,       "21212121"sv,     "246813579"sv,    "31415926"sv,
    "314159265"sv,     "456789123"sv,      "50cent50"sv,     "52013145"sv,     "5201314520"sv,
    "5201314a"sv,      "69696969"sv,       "741852963"sv,    "78945612"sv,     "789456123"sv,
    "88888888a"sv,     "90909090"sv,       "963852741"sv,    "987654321a"sv,   "a1234567"sv,
    "a12345678"sv,     "a123456789"sv,     "a1b2c3d4"sv,     "a1b2c3d4e5"sv,   "aa123456"sv,
    "aa12345678"sv,    "aa123456789"sv,    "aaaa1111"sv,     "aabbccdd"sv,     "ab123456"sv,
    "abc12345"sv,      "abc123456"sv,      "abc1234567"sv,   "abc123abc"sv,    "abc123def"sv,
    "abcd1234"sv,      "abcdabcd"sv,       "abcde12345"sv,   "access14"sv,     "admin123"sv,
    "admin1234"sv,     "admin12345"sv,     "admin123456"sv,  "admin@123"sv,    "adminadmin"sv,
    "administrator"sv, "administrator1"sv, "aini1314"sv,     "alexander"sv,    "alexandra"sv,
    "andrew123"sv,     "angel123"sv,       "angels123"sv,    "anthony1"sv,     "arsenal1"sv,
    "asd123456"sv,     "asdasdasd"sv,      "asdf1234"sv,     "asdfasdf"sv,     "asdfghjk"sv,
    "asdfghjkl"sv,     "asdfjkl;"sv,       "autumn2024"sv,   "autumn2025"sv,   "autumn2026"sv,
    "babygirl"sv,      "babygirl1"sv,      "barcelona"sv,    "baseball"sv,     "baseball1"sv,
    "basketball"sv,    "batman123"sv,      "beautiful"sv,    "benjamin"sv,     "blackberry"sv,
    "blessed1"sv,      "blessing"sv,       "blink182"sv,     "blueberry"sv,    "brandon1"sv,
    "business1"sv,     "butterfly"sv,      "butterfly1"sv,   "captain1"sv,     "changeit"sv,
    "changeme"sv,      "changeme1"sv,      "changeme123"sv,  "charlie1"sv,     "cheesecake"sv,
    "chelsea1"sv,      "chocolate"sv,      "chocolate1"sv,   "christian"sv,    "christina"sv,
    "christopher"sv,   "cisco123"sv,       "cocacola"sv,     "company1"sv,     "company123"sv,
    "computer"sv,      "computer1"sv,      "cookie123"sv,    "correcthorse"sv, "correcthorsebatterystaple"sv,
    "corvette"sv,      "counterstrike"sv,  "customer1"sv,    "customer123"sv,  "daniel123"sv,
    "danielle"sv,      "database"sv,       "database1"sv,    "december"sv,     "default1"sv,
    "default123"sv,    "demo1234"sv,       "demodemo"sv,     "dragon123"sv,    "elizabeth"sv,
    "facebook"sv,      "facebook1"sv,      "family123"sv,    "february"sv,     "ferrari1"sv,
    "fieldfare"sv,     "fieldfare1"sv,     "fieldfare123"sv, "football"sv,     "football1"sv,
    "forever1"sv,      "forever21"sv,      "fortnite"sv,     "freedom1"sv,     "freedom123"sv,
    "friday123"sv,     "friends1"sv,       "friendship"sv,   "godisgood"sv,    "goodbye1"sv,
    "goodluck"sv,      "google123"sv,      "greenday"sv,     "guest123"sv,     "guest1234"sv,
    "happiness"sv,     "happy123"sv,       "harley123"sv,    "heaven123"sv,    "hello123"sv,
    "hello1234"sv,     "hello12345"sv,     "hellohello"sv,   "helloworld"sv,   "hockey123"sv,
    "hunter123"sv,     "hunter22"sv,       "ilovegod"sv,     "iloveu123"sv,    "iloveyou"sv,
    "iloveyou!"sv,     "iloveyou1"sv,      "iloveyou12"sv,   "iloveyou123"sv,  "iloveyou2"sv,
    "internet"sv,      "internet1"sv,      "ironman1"sv,     "january1"sv,     "jennifer"sv,
    "jennifer1"sv,     "jessica1"sv,       "jesus123"sv,     "jesuschrist"sv,  "jonathan"sv,
    "jordan123"sv,     "jordan23"sv,       "juventus"sv,     "letmein!"sv,     "letmein1"sv,
    "letmein123"sv,    "letmeinnow"sv,     "linkedin"sv,     "linux123"sv,     "liverpool"sv,
    "liverpool1"sv,    "login123"sv,       "lovelove"sv,     "lovely123"sv,    "loveme123"sv,
    "loveyou1"sv,      "manager1"sv,       "manager123"sv,   "manchester"sv,   "master123"sv,
    "matthew1"sv,      "maverick"sv,       "mercedes"sv,     "metallica"sv,    "michael1"sv,
    "michael23"sv,     "michelle"sv,       "michelle1"sv,    "microsoft"sv,    "midnight"sv,
    "minecraft"sv,     "minecraft1"sv,     "monday123"sv,    "monkey123"sv,    "moonlight"sv,
    "motorola"sv,      "mustang1"sv,       "mypass123"sv,    "mypassword"sv,   "mysql123"sv,
    "ncc1701d"sv,      "newpassword"sv,    "nicholas"sv,     "nintendo"sv,     "nirvana1"sv,
    "nopassword"sv,    "nothing1"sv,       "november"sv,     "office123"sv,    "oracle123"sv,
    "p@ssw0rd"sv,      "p@ssw0rd!"sv,      "p@ssw0rd1"sv,    "p@ssw0rd123"sv,  "p@ssword"sv,
    "p@ssword1"sv,     "p@ssword123"sv,    "pa$$w0rd"sv,     "pa$$word"sv,     "pa55word"sv,
    "pass1234"sv,      "pass12345"sv,      "passpass"sv,     "passport"sv,     "passw0rd"sv,
    "passw0rd!"sv,     "passw0rd1"sv,      "password"sv,     "password!"sv,    "password01"sv,
    "password1"sv,     "password1!"sv,     "password12"sv,   "password123"sv,  "password123!"sv,
    "password1234"sv,  "password12345"sv,  "password2"sv,    "password2020"sv, "password2021"sv,
    "password2022"sv,  "password2023"sv,   "password2024"sv, "password2025"sv, "password2026"sv,
    "password3"sv,     "password7"sv,      "password9"sv,    "password99"sv,   "passwords"sv,
    "passwort"sv,      "passwort1"sv,      "passwort123"sv,  "patricia"sv,     "pepsi123"sv,
    "pikachu1"sv,      "pineapple"sv,      "playstation"sv,  "pokemon1"sv,     "pokemon123"sv,
    "porsche911"sv,    "postgres"sv,       "postgres1"sv,    "princess"sv,     "princess1"sv,
    "q12345678"sv,     "q1w2e3r4"sv,       "q1w2e3r4t5"sv,   "q1w2e3r4t5y6"sv, "qaz123456"sv,
    "qazwsx123"sv,     "qazwsxedc"sv,      "qwe123456"sv,    "qwe123qwe"sv,    "qweasdzxc"sv,
    "qweqweqwe"sv,     "qwer1234"sv,       "qwert123"sv,     "qwert12345"sv,   "qwerty!@"sv,
    "qwerty00"sv,      "qwerty12"sv,       "qwerty123"sv,    "qwerty1234"sv,   "qwerty12345"sv,
    "qwerty123456"sv,  "qwerty321"sv,      "qwerty7890"sv,   "qwertyqwerty"sv, "qwertyui"sv,
    "qwertyuiop"sv,    "realmadrid"sv,     "roblox123"sv,    "rockyou1"sv,     "root1234"sv,
    "root12345"sv,     "rootroot"sv,       "sales123"sv,     "salesforce"sv,   "samantha"sv,
    "samantha1"sv,     "sample123"sv,      "samsung1"sv,     "samsung123"sv,   "scooter1"sv,
    "secret12"sv,      "secret123"sv,      "secret12345"sv,  "security"sv,     "security1"sv,
    "september"sv,     "server123"sv,      "shadow123"sv,    "slipknot1"sv,    "snoopy123"sv,
    "snowball"sv,      "soccer123"sv,      "softball"sv,     "spiderman"sv,    "spiderman1"sv,
    "spring2024"sv,    "spring2025"sv,     "spring2026"sv,   "starcraft"sv,    "starwars"sv,
    "starwars1"sv,     "stephanie"sv,      "strawberry"sv,   "summer123"sv,    "summer2023"sv,
    "summer2024"sv,    "summer2025"sv,     "summer2026"sv,   "sunshine"sv,     "sunshine1"sv,
    "superman"sv,      "superman1"sv,      "superuser"sv,    "supervisor"sv,   "system123"sv,
    "temp1234"sv,      "temporary"sv,      "temppass"sv,     "test1234"sv,     "test12345"sv,
    "tester123"sv,     "testing1"sv,       "testing123"sv,   "testtest"sv,     "thomas123"sv,
    "thx11381"sv,      "tinkerbell"sv,     "toor1234"sv,     "topsecret"sv,    "trustno1"sv,
    "trustno1!"sv,     "twitter1"sv,       "user1234"sv,     "veronica"sv,     "victoria"sv,
    "warcraft"sv,      "warcraft3"sv,      "welcome!"sv,     "welcome01"sv,    "welcome1"sv,
    "welcome12"sv,     "welcome123"sv,     "welcome1234"sv,  "welcome2024"sv,  "welcome2025"sv,
    "welcome@123"sv,   "whatever"sv,       "whatever1"sv,    "windows1"sv,     "windows10"sv,
    "winter123"sv,     "winter2023"sv,     "winter2024"sv,   "winter2025"sv,   "winter2026"sv,
    "woaini123"sv,     "woaini1314"sv,     "woaini520"sv,    "woaini521"sv,    "woainima"sv,
    "wodemima"sv,      "xbox360x"sv,       "yourpassword"sv, "zaq12wsx"sv,     "zaq1xsw2"sv,
    "zaq1zaq1"sv,      "zxc123456"sv,      "zxcvbnm,"sv,     "zxcvbnm1"sv,     "zxcvbnm123"sv,
    "zxcvzxcv"sv,
});
static_assert(std::is_sorted(commonPasswords.begin(), commonPasswords.end()));

}  // namespace

bool isCommonPassword(std::string_view folded) {
    return std::binary_search(commonPasswords.begin(), commonPasswords.end(), folded);
}

}  // namespace fieldfare::server::account
