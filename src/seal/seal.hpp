// Secrets and half-written words at rest: sealed with a key that stands in a file beside the database, never in it.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace huiyin::seal {

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

// The seal of this house. Its key, <data>/secrets.key, is made when something is sealed for the first time; the
// notices.key of earlier versions goes on under the new name.
void furnish(const std::filesystem::path& data_folder);  // before any command
const Seal& of_house();

}  // namespace huiyin::seal
