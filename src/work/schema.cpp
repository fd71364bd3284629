// Looking into the shape of a described type.
#include "work/schema.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>

namespace huiyin::schema {

const Type* Type::member(std::string_view wanted) const {
    for (const auto& m : members)
        if (m.name == wanted) return &m.type;
    return nullptr;
}

std::string short_name(const char* mangled) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> demangled(
        abi::__cxa_demangle(mangled, nullptr, nullptr, &status), &std::free);
    const std::string_view full = status == 0 && demangled ? demangled.get() : mangled;
    // The last "::" that is not inside template arguments or a function's parameters.
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i < full.size(); ++i) {
        if (full[i] == '<' || full[i] == '(') ++depth;
        if (full[i] == '>' || full[i] == ')') --depth;
        if (depth == 0 && full.substr(i).starts_with("::")) begin = i + 2;
    }
    return std::string(full.substr(begin));
}

}  // namespace huiyin::schema
