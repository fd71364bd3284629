#include "journal/digest.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace huiyin::journal {
namespace {

std::string hex(const unsigned char* bytes, std::size_t size) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out(size * 2, '0');
    for (std::size_t i = 0; i < size; ++i) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    return out;
}

void part(std::string& to, std::string_view text) {
    to += std::to_string(text.size());
    to += ':';
    to += text;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    // Fetched once: OpenSSL 3 looks the algorithm up anew on every implicit use.
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm{EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                                          &EVP_MD_free};
    thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                                    &EVP_MD_CTX_free};
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    const bool done = EVP_DigestInit_ex(context.get(), algorithm.get(), nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(context.get(), digest, &size) == 1;
    ensure(done, "SHA-256 failed");
    return hex(digest, size);
}

std::string random_hex(int bytes) {
    unsigned char buffer[64];
    ensure(bytes > 0 && bytes <= 64 && RAND_bytes(buffer, bytes) == 1, "no random bytes");
    return hex(buffer, static_cast<std::size_t>(bytes));
}

std::string personal_digest(std::string_view salt, std::string_view personal) {
    std::string text;
    text.reserve(salt.size() + personal.size() + 16);
    part(text, salt);
    part(text, personal);
    return sha256_hex(text);
}

std::string entry_hash(const Entry& e, std::string_view hash_before) {
    std::string text;
    text.reserve(e.facts.size() + 384);
    for (const std::int64_t n : {e.site.value, e.seq, e.id.value, e.at.ms, e.written_at.ms, e.actor.value, e.subject_id}) {
        text += std::to_string(n);
        text += ';';
    }
    part(text, e.event);
    part(text, json::enum_name(e.subject_kind));
    part(text, e.facts);
    part(text, e.personal_digest);
    part(text, e.rulebook_version);
    part(text, hash_before);
    return sha256_hex(text);
}

}  // namespace huiyin::journal
