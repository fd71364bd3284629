// AES-256-GCM.
#include "seal/seal.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <mutex>
#include <sstream>
#include <stdexcept>

namespace huiyin::seal {
namespace {

constexpr int key_size = 32, iv_size = 12, tag_size = 16;
using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

std::string hex(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const unsigned char c : bytes) {
        out += digits[c >> 4];
        out += digits[c & 15];
    }
    return out;
}

std::optional<std::string> unhex(std::string_view text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    if (text.size() % 2) return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = digit(text[i]), low = digit(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high << 4 | low);
    }
    return out;
}

std::string random_bytes(int size) {
    std::string out(static_cast<std::size_t>(size), '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), size) != 1) throw std::runtime_error("no randomness");
    return out;
}

const unsigned char* bytes(const std::string& s) { return reinterpret_cast<const unsigned char*>(s.data()); }

struct House {
    std::filesystem::path data;
    std::optional<Seal> seal;
    std::mutex mutex;
};
House& house() {
    static House one;
    return one;
}

std::filesystem::path key_in(const std::filesystem::path& data) {
    const auto key = data / "secrets.key", earlier = data / "notices.key";
    if (!std::filesystem::exists(key) && std::filesystem::exists(earlier)) std::filesystem::rename(earlier, key);
    return key;
}

}  // namespace

Seal::Seal(const std::filesystem::path& key_file) {
    if (!std::filesystem::exists(key_file)) {
        const auto made = hex(random_bytes(key_size));
        const int fd = ::open(key_file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 || ::write(fd, made.data(), made.size()) != static_cast<ssize_t>(made.size()) || ::fsync(fd) != 0)
            throw std::runtime_error("the key of the seal cannot be written: " + key_file.string());
        ::close(fd);
    }
    std::stringstream text;
    text << std::ifstream(key_file).rdbuf();
    const auto read = unhex(text.str());
    if (!read || read->size() != key_size) throw std::runtime_error(key_file.string() + " is not the key of the seal");
    key_ = *read;
}

std::string Seal::seal(const std::string& secret, const std::string& about) const {
    const auto iv = random_bytes(iv_size);
    const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    std::string sealed(secret.size(), '\0'), tag(tag_size, '\0');
    int size = 0;
    const bool done = EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes(key_), bytes(iv)) == 1 &&
                      EVP_EncryptUpdate(context.get(), nullptr, &size, bytes(about), static_cast<int>(about.size())) == 1 &&
                      EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(sealed.data()), &size, bytes(secret), static_cast<int>(secret.size())) == 1 &&
                      EVP_EncryptFinal_ex(context.get(), reinterpret_cast<unsigned char*>(sealed.data()) + size, &size) == 1 &&
                      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, tag.data()) == 1;
    if (!done) throw std::runtime_error("a secret could not be sealed");
    return hex(iv + tag + sealed);
}

std::optional<std::string> Seal::open(const std::string& sealed, const std::string& about) const {
    const auto all = unhex(sealed);
    if (!all || all->size() < iv_size + tag_size) return std::nullopt;
    const auto iv = all->substr(0, iv_size);
    auto tag = all->substr(iv_size, tag_size);
    const auto body = all->substr(iv_size + tag_size);
    const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    std::string secret(body.size(), '\0');
    int size = 0;
    const bool fits = EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes(key_), bytes(iv)) == 1 &&
                      EVP_DecryptUpdate(context.get(), nullptr, &size, bytes(about), static_cast<int>(about.size())) == 1 &&
                      EVP_DecryptUpdate(context.get(), reinterpret_cast<unsigned char*>(secret.data()), &size, bytes(body), static_cast<int>(body.size())) == 1 &&
                      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
                      EVP_DecryptFinal_ex(context.get(), reinterpret_cast<unsigned char*>(secret.data()) + size, &size) == 1;
    if (!fits) return std::nullopt;
    return secret;
}

void furnish(const std::filesystem::path& data_folder) {
    auto& h = house();
    const std::lock_guard lock(h.mutex);
    h.data = data_folder;
    h.seal.reset();
}

const Seal& of_house() {
    auto& h = house();
    const std::lock_guard lock(h.mutex);
    if (h.data.empty()) throw std::logic_error("nobody said where the key of the seal stands");
    if (!h.seal) h.seal.emplace(key_in(h.data));
    return *h.seal;
}

}  // namespace huiyin::seal
