// Passwords: what is refused, how they are kept (argon2id), and how one-time ones are made.
#include <argon2.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "accounts.hpp"
#include "kernel/text.hpp"

namespace huiyin::organisation {

namespace {

constexpr std::uint32_t passes = 2, memory_kib = 19456, lanes = 1;
constexpr std::size_t salt_bytes = 16, hash_bytes = 32;

void fill_random(void* to, std::size_t bytes) {
    if (getentropy(to, bytes) != 0) throw std::runtime_error("the system gives no random bytes");
}

// Ten and more characters that stand at the top of every leaked list, with the habits of Chinese keyboards.
constexpr std::array common = {
    "12345678910",   "1234567891",    "1234512345",    "1122334455",   "123456123456", "0123456789", "147258369a", "1472583690",
    "qwertyuiop",    "asdfghjkl;",    "1qaz2wsx3edc",  "1q2w3e4r5t",   "q1w2e3r4t5",   "qazwsxedcr", "zaq12wsxcde", "1qaz@wsx3edc",
    "zxcvbnmasd",    "qweasdzxc123",  "asd123456789",  "woaini1314",   "woaini520",    "woaini5201314", "5201314520", "1314520520",
    "5201314woaini", "iloveyou1314",  "iloveyou520",   "a123456789",   "123456789a",   "aa123456789", "qq123456789", "abc123456789",
    "123456789qq",   "wang123456789", "li123456789",   "zhang123456",  "woshishui123", "nishishui123", "wodemima123", "mimamima123",
    "caonima123",    "laopo5201314",  "baobei5201314", "wuye123456",   "kefu123456",   "wuyekefu123", "kefuzhongxin", "administrator",
    "p@ssw0rd123",   "passw0rd123",   "changeme123",   "letmein1234",  "welcome1234",  "iloveyou123", "sunshine123", "football123",
    "monkey12345",   "dragon12345",   "qwerty12345",   "1234567890q",  "abcd1234567",  "abcdefghij",  "a1b2c3d4e5",  "1a2b3c4d5e"};

// Words that become no better by a run of digits behind or before them.
constexpr std::array weak_words = {"password", "passw0rd", "p@ssword", "p@ssw0rd", "admin",   "administrator", "root",   "user",
                                   "test",     "guest",    "welcome",  "qwerty",   "qwe",     "asd",           "zxc",    "abc",
                                   "abcd",     "a",        "aa",       "aaa",      "q",       "qq",            "woaini", "iloveyou",
                                   "mima",     "wodemima", "wuye",     "kefu",     "zhuguan", "jingli",        "huiyin", "changeme"};

bool weak_digits(std::string_view digits) {
    if (digits.empty()) return true;
    if (std::string_view("012345678901234567890").find(digits) != std::string_view::npos) return true;
    if (std::string_view("098765432109876543210").find(digits) != std::string_view::npos) return true;
    if (digits.find_first_not_of(digits.front()) == std::string_view::npos) return true;
    if (digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"))) return true;  // a year
    if (digits.starts_with("123456789") || digits.starts_with("12345678")) return true;
    for (const std::string_view habit : {"5201314", "1314520", "1314", "520", "521", "666", "888", "123"})
        if (digits.starts_with(habit) && weak_digits(digits.substr(habit.size()))) return true;
    return false;
}

bool repeats(std::string_view p) {  // one to four characters over and over
    for (std::size_t period = 1; period <= 4 && period * 2 <= p.size(); ++period)
        if (std::ranges::equal(p.substr(period), p.substr(0, p.size() - period))) return true;
    return false;
}

bool runs(std::string_view p) {  // abcdefghijk, 9876543210
    for (const int step : {1, -1}) {
        bool all = p.size() > 1;
        for (std::size_t i = 1; i < p.size(); ++i) all = all && p[i] - p[i - 1] == step;
        if (all) return true;
    }
    return false;
}

}  // namespace

bool common_password(std::string_view password) {
    const auto p = text::fold(password);
    if (std::ranges::find(common, p) != common.end() || repeats(p) || runs(p) || weak_digits(p)) return true;
    const std::string_view all = p;
    for (const std::string_view word : weak_words) {
        if (all.ends_with(word) && weak_digits(all.substr(0, all.size() - word.size()))) return true;
        if (!all.starts_with(word)) continue;
        auto rest = all.substr(word.size());  // admin123, admin@123: one mark between makes it no better
        if (!rest.empty() && !std::isalnum(static_cast<unsigned char>(rest.front()))) rest.remove_prefix(1);
        if (weak_digits(rest)) return true;
    }
    return false;
}

bool like_person(std::string_view password, std::string_view login, std::string_view name) {
    const auto p = text::fold(password);
    const auto near = [&](std::string_view part) {
        const auto folded = text::fold(part);
        if (text::length(folded) < 3) return !folded.empty() && p == folded;
        const auto at = p.find(folded);
        if (at == std::string::npos) return false;
        auto rest = p;
        rest.erase(at, folded.size());  // the login with a few marks around it is still the login
        std::erase_if(rest, [](unsigned char ch) { return ch < 0x80 && !std::isalnum(ch); });
        return text::length(rest) < 6 || weak_digits(rest);
    };
    return near(login) || near(name);
}

void check_password(Checks& c, std::string_view field, std::string_view password) {
    const auto characters = text::length(password);
    if (!text::valid_utf8(password)) c.fail(field, "not-text");
    else if (characters < 10) c.fail(field, "too-short");
    else if (characters > 128) c.fail(field, "too-long");
    else if (common_password(password)) c.fail(field, "too-common");
}

std::string hash_password(std::string_view password) {
    std::array<unsigned char, salt_bytes> salt{};
    fill_random(salt.data(), salt.size());
    std::string encoded(argon2_encodedlen(passes, memory_kib, lanes, salt_bytes, hash_bytes, Argon2_id), '\0');
    const int code = argon2id_hash_encoded(passes, memory_kib, lanes, password.data(), password.size(), salt.data(), salt.size(),
                                           hash_bytes, encoded.data(), encoded.size());
    if (code != ARGON2_OK) throw std::runtime_error(std::string("argon2: ") + argon2_error_message(code));
    encoded.resize(encoded.find('\0'));
    return encoded;
}

bool password_fits(std::string_view hash, std::string_view password) {
    if (password.size() > 4096) return false;
    return argon2id_verify(std::string(hash).c_str(), password.data(), password.size()) == ARGON2_OK;
}

std::string one_time_password() {
    static constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";  // without i, l, o, 0, 1
    std::string out;
    while (out.size() < 19) {
        if (out.size() % 5 == 4) out += '-';
        unsigned char byte = 0;
        fill_random(&byte, 1);
        if (byte < 256 / letters.size() * letters.size()) out += letters[byte % letters.size()];
    }
    return out;
}

}  // namespace huiyin::organisation
