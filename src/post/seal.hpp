// Secrets at rest: sealed with a key that stands in a file beside the database, never in it.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace huiyin::post {

class Seal {
  public:
    // Reads the key, or makes one (readable by its owner only). Throws std::runtime_error if the file is no key.
    explicit Seal(const std::filesystem::path& key_file);
    std::string seal(const std::string& secret, const std::string& about) const;  // AES-256-GCM, as hex
    // Nothing if it was sealed by another key, or for something else (`about`).
    std::optional<std::string> open(const std::string& sealed, const std::string& about) const;

  private:
    std::string key_;
};

}  // namespace huiyin::post
