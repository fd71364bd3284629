// Digests, random tokens and sealed texts for the door.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace huiyin::http {

std::string sha256(std::string_view bytes);      // 32 raw bytes
std::string sha256_hex(std::string_view bytes);
std::string random_token();                      // 256 bits, base64url without padding (43 characters)

// AES-256-GCM under a key derived from `secret`. What the database keeps of an answer can be read only by whoever
// sends the same Idempotency-Key again, because the database keeps only the key's digest.
std::string seal(std::string_view secret, std::string_view text);
std::optional<std::string> unseal(std::string_view secret, std::string_view sealed);

}  // namespace huiyin::http
