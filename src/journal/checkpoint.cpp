// Checkpoints: the heads of all chains, signed with a key that never leaves the data folder.
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <cstdio>
#include <filesystem>
#include <memory>

#include "journal/journal.hpp"

namespace huiyin::journal {
namespace {

struct Checkpoint {
    Instant at{};
    std::vector<Head> heads;
};
BOOST_DESCRIBE_STRUCT(Checkpoint, (), (at, heads))
struct Signed {
    std::string content;    // the checkpoint's JSON text, exactly as it was signed
    std::string signature;  // hex
};
BOOST_DESCRIBE_STRUCT(Signed, (), (content, signature))

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what); }

Key read_private(const std::string& path) {
    if (File f{std::fopen(path.c_str(), "rb"), &std::fclose}; f)
        return {PEM_read_PrivateKey(f.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
    return {nullptr, &EVP_PKEY_free};
}

Key make_key(const std::string& path) {
    Key key{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free};
    File secret{std::fopen(path.c_str(), "wbx"), &std::fclose};
    if (!key || !secret) fail("the checkpoint key " + path + " could not be made");
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    PEM_write_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    File open{std::fopen((path + ".pub").c_str(), "wb"), &std::fclose};
    if (!open) fail("the public key beside " + path + " could not be written");
    PEM_write_PUBKEY(open.get(), key.get());
    return key;
}

std::string to_hex(const std::vector<unsigned char>& bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const auto b : bytes) {
        out += digits[b >> 4];
        out += digits[b & 15];
    }
    return out;
}

std::vector<unsigned char> from_hex(std::string_view hex) {
    std::vector<unsigned char> out;
    if (hex.size() % 2) fail("the checkpoint's signature is not hexadecimal");
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        unsigned value = 0;
        const auto [p, ec] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
        if (ec != std::errc{} || p != hex.data() + i + 2) fail("the checkpoint's signature is not hexadecimal");
        out.push_back(static_cast<unsigned char>(value));
    }
    return out;
}

const unsigned char* bytes_of(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

std::string sign_checkpoint(const std::vector<Head>& heads, Instant at, const std::string& key_file) {
    auto key = read_private(key_file);
    if (!key) key = make_key(key_file);
    Signed paper{json::text(Checkpoint{at, heads}), {}};
    const Context context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    std::size_t size = 0;
    const auto* content = bytes_of(paper.content);
    if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, content, paper.content.size()) != 1)
        fail("the checkpoint could not be signed");
    std::vector<unsigned char> signature(size);
    if (EVP_DigestSign(context.get(), signature.data(), &size, content, paper.content.size()) != 1)
        fail("the checkpoint could not be signed");
    paper.signature = to_hex(signature);
    return json::text(paper) + "\n";
}

std::vector<Head> read_checkpoint(const std::string& text, const std::string& public_key_file) {
    std::vector<FieldError> errors;
    const auto parsed = json::parse(text);
    Signed paper;
    if (parsed) json::read(*parsed, paper, errors, "");
    if (!parsed || !errors.empty()) fail("this is not a checkpoint file");
    const File f{std::fopen(public_key_file.c_str(), "rb"), &std::fclose};
    if (!f) fail("the public key " + public_key_file + " is not there");
    const Key key{PEM_read_PUBKEY(f.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
    if (!key) fail(public_key_file + " is not a public key");
    const auto signature = from_hex(paper.signature);
    const Context context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes_of(paper.content), paper.content.size()) != 1)
        fail("the checkpoint's signature does not fit: the file was changed or belongs to another installation");
    const auto content = json::parse(paper.content);
    Checkpoint checkpoint;
    if (content) json::read(*content, checkpoint, errors, "");
    if (!content || !errors.empty()) fail("this is not a checkpoint file");
    return checkpoint.heads;
}

}  // namespace huiyin::journal
