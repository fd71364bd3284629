// Digests, random tokens and sealed texts, by OpenSSL.
#include "http/digest.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <memory>
#include <stdexcept>

namespace huiyin::http {
namespace {
constexpr std::size_t nonce_size = 12, tag_size = 16;
const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
void fill_random(std::string& text) {
    if (RAND_bytes(bytes(text), static_cast<int>(text.size())) != 1) throw std::runtime_error("no random numbers to be had");
}
std::string key_of(std::string_view secret) { return sha256("huiyin sealed answer\n" + std::string(secret)); }
struct Free {
    void operator()(EVP_CIPHER_CTX* c) const { EVP_CIPHER_CTX_free(c); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Free>;
}  // namespace

std::string sha256(std::string_view text) {
    std::string out(SHA256_DIGEST_LENGTH, '\0');
    SHA256(bytes(text), text.size(), bytes(out));
    return out;
}

std::string sha256_hex(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const unsigned char c : sha256(text)) {
        out += digits[c >> 4];
        out += digits[c & 15];
    }
    return out;
}

std::string random_token() {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string raw(32, '\0');
    fill_random(raw);
    std::string out;
    unsigned bits = 0;
    int held = 0;
    for (const unsigned char c : raw) {
        bits = bits << 8 | c;
        for (held += 8; held >= 6; held -= 6) out += digits[bits >> (held - 6) & 63];
    }
    out += digits[bits << (6 - held) & 63];
    return out;
}

std::string seal(std::string_view secret, std::string_view text) {
    const auto key = key_of(secret);
    std::string out(nonce_size, '\0');
    fill_random(out);
    out.resize(nonce_size + text.size() + tag_size);
    Cipher c(EVP_CIPHER_CTX_new());
    int n = 0, tail = 0;
    const bool ok = c && EVP_EncryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, bytes(key), bytes(out)) == 1 &&
                    EVP_EncryptUpdate(c.get(), bytes(out) + nonce_size, &n, bytes(text), static_cast<int>(text.size())) == 1 &&
                    EVP_EncryptFinal_ex(c.get(), bytes(out) + nonce_size + n, &tail) == 1 &&
                    EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_GET_TAG, tag_size, bytes(out) + nonce_size + text.size()) == 1;
    if (!ok) throw std::runtime_error("an answer could not be sealed");
    return out;
}

std::optional<std::string> unseal(std::string_view secret, std::string_view sealed) {
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    const auto key = key_of(secret);
    const auto text = sealed.substr(nonce_size, sealed.size() - nonce_size - tag_size);
    std::string tag(sealed.substr(sealed.size() - tag_size));
    std::string out(text.size(), '\0');
    Cipher c(EVP_CIPHER_CTX_new());
    int n = 0, tail = 0;
    const bool ok = c && EVP_DecryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, bytes(key), bytes(sealed)) == 1 &&
                    EVP_DecryptUpdate(c.get(), bytes(out), &n, bytes(text), static_cast<int>(text.size())) == 1 &&
                    EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_SET_TAG, tag_size, bytes(tag)) == 1 &&
                    EVP_DecryptFinal_ex(c.get(), bytes(out) + n, &tail) == 1;
    if (!ok) return std::nullopt;
    return out;
}

}  // namespace huiyin::http
