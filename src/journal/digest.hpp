// Digests of the chain, and the text that is hashed: every field with its length, so that nothing can slide.
#pragma once
#include <string>
#include <string_view>

#include "journal/journal.hpp"

namespace huiyin::journal {
std::string sha256_hex(std::string_view bytes);
std::string random_hex(int bytes);
std::string entry_hash(const Entry& entry, std::string_view hash_before);
std::string personal_digest(std::string_view salt, std::string_view personal);


}  // namespace huiyin::journal
