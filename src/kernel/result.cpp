// The field rules that every command shares.
#include "kernel/result.hpp"

#include "kernel/text.hpp"

namespace huiyin {

void Checks::required(std::string_view field, std::string_view text) {
    if (text::blank(text)) fail(field, "required");
}

void Checks::length(std::string_view field, std::string_view text, std::size_t most) {
    // Bytes are never fewer than characters, so most texts need no counting.
    if (text.size() > most && text::length(text) > most) fail(field, "too-long");
}

}  // namespace huiyin
