// What a file is, read from its own bytes: a name or a header only says what somebody wishes it to be.
#pragma once
#include <string>
#include <string_view>

namespace huiyin {

// image/jpeg, image/png, image/webp, application/pdf; "" for anything else.
std::string_view media_type_of(std::string_view bytes);

// Whether a picture is built like one to its end, so that a script behind a borrowed first line is no photo.
bool whole_picture(std::string_view bytes);

// A file's name is only for people: separators, control characters and leading dots go before anything looks at it; "" if
// nothing is left. And whether its ending belongs to what the bytes are.
std::string file_name(std::string_view raw);
bool name_fits(std::string_view name, std::string_view media_type);

}  // namespace huiyin
