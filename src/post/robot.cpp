// The formats of 企业微信, 钉钉 and 飞书.
#include "post/robot.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <boost/json.hpp>

namespace huiyin::post {
namespace {

std::string url_encoded(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const unsigned char c : text) {
        if (std::isalnum(c) || c == '-' || c == '_' || c == '.' || c == '~') out += static_cast<char>(c);
        else {
            out += '%';
            out += digits[c >> 4];
            out += digits[c & 15];
        }
    }
    return out;
}

// 企业微信 takes 2048 bytes, the others more; nobody reads more in a group either.
std::string cut(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    auto end = most - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

}  // namespace

std::string hmac_sha256_base64(std::string_view key, std::string_view text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
    std::string out(4 * ((size + 2) / 3), '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), digest, static_cast<int>(size));
    return out;
}

std::string dingtalk_sign(Instant now, const std::string& secret) { return hmac_sha256_base64(secret, std::to_string(now.ms) + "\n" + secret); }
std::string feishu_sign(Instant now, const std::string& secret) { return hmac_sha256_base64(std::to_string(now.ms / 1000) + "\n" + secret, ""); }

Request robot_request(const Parcel& p, Instant now) {
    const auto said = cut(p.subject + "\n" + p.text, 2000);
    Request r{p.target.url, {}};
    boost::json::object body;
    if (p.target.kind == ChannelKind::feishu) {
        if (!p.target.secret.empty()) {
            body["timestamp"] = std::to_string(now.ms / 1000);
            body["sign"] = feishu_sign(now, p.target.secret);
        }
        body["msg_type"] = "text";
        body["content"] = boost::json::object{{"text", said}};
    } else {
        body["msgtype"] = "text";
        body["text"] = boost::json::object{{"content", said}};
        if (p.target.kind == ChannelKind::dingtalk && !p.target.secret.empty())
            r.url += (r.url.find('?') == std::string::npos ? "?" : "&") + std::string("timestamp=") + std::to_string(now.ms) +
                     "&sign=" + url_encoded(dingtalk_sign(now, p.target.secret));
    }
    r.body = boost::json::serialize(body);
    return r;
}

Outcome read_robot_answer(std::int64_t id, ChannelKind kind, long status, const std::string& body) {
    const auto http = "HTTP " + std::to_string(status);
    if (status == 429 || status >= 500) return {id, Fate::failed, http};
    if (status != 200) return {id, Fate::refused, http};  // redirects too: nobody is sent on to another address
    boost::system::error_code error;
    const auto parsed = boost::json::parse(body, error);
    const auto* o = error ? nullptr : parsed.if_object();
    if (!o) return {id, Fate::refused, "not-a-robot"};
    const auto number = [&](const char* key) -> const std::int64_t* {
        const auto* v = o->if_contains(key);
        return v ? v->if_int64() : nullptr;
    };
    const auto* code = kind == ChannelKind::feishu ? number("code") : number("errcode");
    if (!code && kind == ChannelKind::feishu) code = number("StatusCode");
    if (!code) return {id, Fate::refused, "not-a-robot"};
    if (*code == 0) return {id, Fate::accepted, {}};
    // Too many a minute (企业微信 45009, 钉钉 130101 and 410100, 飞书 11232) and "system busy" pass; the rest stays as it is.
    const bool passes = *code == 45009 || *code == 130101 || *code == 410100 || *code == 11232 || *code == -1;
    std::string why = std::to_string(*code);
    for (const char* key : {"errmsg", "msg"})
        if (const auto* m = o->if_contains(key); m && m->is_string()) {
            why += " " + std::string(m->as_string()).substr(0, 160);
            break;
        }
    return {id, passes ? Fate::failed : Fate::refused, why};
}

}  // namespace huiyin::post
