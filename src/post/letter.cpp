// Letters.
#include "post/letter.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "kernel/text.hpp"

namespace huiyin::post {
namespace {

std::string base64(std::string_view bytes) {
    std::string out(4 * ((bytes.size() + 2) / 3), '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    return out;
}

bool plain(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c >= 0x20 && c < 0x7f; }) && text.find("=?") == std::string_view::npos;
}

std::string date_of(Instant at) {
    static constexpr std::array days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Zone zone{480};
    const auto day = zone.day_of(at);
    const auto seconds = (at.ms / 1000) % 60;
    return fmt::format("{}, {:02} {} {} {}:{:02} +0800", days[static_cast<std::size_t>(day.weekday())], day.day(), months[static_cast<std::size_t>(day.month() - 1)],
                       day.year(), zone.text(at).substr(11, 5), seconds < 0 ? 0 : seconds);
}

std::string domain_of(std::string_view address) { return std::string(address.substr(address.rfind('@') + 1)); }

}  // namespace

bool valid_mailbox(std::string_view address) {
    const auto at = address.rfind('@');
    if (address.size() > 254 || at == std::string_view::npos || at == 0 || at > 64) return false;
    const auto local = address.substr(0, at), domain = address.substr(at + 1);
    const auto atom = [](unsigned char c) { return std::isalnum(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(static_cast<char>(c)) != std::string_view::npos; };
    const auto host = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '.'; };
    const auto dots = [](std::string_view s) { return !s.empty() && s.front() != '.' && s.back() != '.' && s.find("..") == std::string_view::npos; };
    return dots(local) && dots(domain) && std::ranges::all_of(local, atom) && std::ranges::all_of(domain, host) && domain.front() != '-';
}

std::string encoded_header(std::string_view text) {
    std::string line;
    for (const char c : text) line += (c == '\r' || c == '\n' || c == '\t') ? ' ' : c;
    if (plain(line)) return line;
    // At most 45 bytes a word, never in the middle of a character.
    std::string out;
    for (std::size_t from = 0; from < line.size();) {
        auto to = std::min(line.size(), from + 39);
        while (to < line.size() && to > from && (static_cast<unsigned char>(line[to]) & 0xc0) == 0x80) --to;
        if (to == from) to = std::min(line.size(), from + 39);
        out += (out.empty() ? "" : "\r\n ") + std::string("=?UTF-8?B?") + base64(std::string_view(line).substr(from, to - from)) + "?=";
        from = to;
    }
    return out;
}

std::string message_id(const Parcel& parcel) { return fmt::format("<notice.{}@{}>", parcel.id, domain_of(parcel.target.from)); }

std::string letter_of(const Parcel& p) {
    std::string body = base64(p.text), folded;
    for (std::size_t from = 0; from < body.size(); from += 76) folded += body.substr(from, 76) + "\r\n";
    const auto name = encoded_header(p.target.from_name);
    return fmt::format("Date: {}\r\nFrom: {}<{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: {}\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                       "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                       date_of(p.made), name.empty() ? "" : plain(name) && name.find_first_of("\"\\()<>[]:;@,.") != std::string::npos ? "" : name + " ", p.target.from, p.to,
                       encoded_header(p.subject), message_id(p), folded);
}

}  // namespace huiyin::post
