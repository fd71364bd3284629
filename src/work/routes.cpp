// The parts of the route table that do not depend on a command's type.
#include "work/routes.hpp"

#include <charconv>
#include <cmath>

#include "kernel/utf8.hpp"

namespace huiyin::work {

std::vector<std::string> Routes::names_in(std::string_view path) {
    std::vector<std::string> names;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
        const auto close = path.find('}', open);
        ensure(close != std::string_view::npos && close > open + 1, "a path parameter is written {name}");
        names.emplace_back(path.substr(open + 1, close - open - 1));
    }
    return names;
}

namespace {
// The whole text as a number, or nothing; the reader then says "wrong-type" of the text that stays.
template <class T>
std::optional<T> number(std::string_view text) {
    T value{};
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const auto [stopped, error] = std::from_chars(begin, end, value);
    if (error != std::errc{} || stopped != end) return std::nullopt;
    return value;
}

boost::json::value text_value(std::string_view text) {
    return boost::json::string(utf8::mended(text));
}

boost::json::array values_of_list(const schema::Type& item, std::string_view text) {
    boost::json::array values;
    while (!text.empty()) {
        const auto comma = text.find(',');
        values.push_back(value_of_parameter(item, text.substr(0, comma)));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    }
    return values;
}
}  // namespace

boost::json::value value_of_parameter(const schema::Type& wanted, std::string_view text) {
    using Kind = schema::Type::Kind;
    switch (wanted.kind) {
        case Kind::integer:
        case Kind::instant:
        case Kind::money:
            if (const auto n = number<std::int64_t>(text)) return *n;
            break;
        case Kind::number:
            if (const auto n = number<double>(text); n && std::isfinite(*n)) return *n;
            break;
        case Kind::boolean:
            if (text == "true") return true;
            if (text == "false") return false;
            break;
        case Kind::list:
            return values_of_list(*wanted.item, text);
        case Kind::text:
        case Kind::raw:
        case Kind::object:
            return text_value(text);
        case Kind::id:
        case Kind::day:
        case Kind::enumeration:
            break;
    }
    if (text.empty()) return nullptr;  // "?state=" asks for nothing in particular
    return text_value(text);
}

}  // namespace huiyin::work
