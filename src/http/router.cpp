// Addresses as a tree of path parts.
#include "http/router.hpp"

#include "kernel/text.hpp"

namespace huiyin::http {
namespace {
int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> parts;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        const auto end = path.find('/');
        parts.push_back(path.substr(0, end));
        path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
    }
    return parts;
}
}  // namespace

std::optional<std::string> decode(std::string_view text, bool plus_is_blank) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex(text[i + 1]), low = hex(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += (plus_is_blank && text[i] == '+') ? ' ' : text[i];
        }
    }
    if (out.find('\0') != std::string::npos || !text::valid_utf8(out)) return std::nullopt;
    return out;
}

std::optional<Parameters> parse_query(std::string_view query) {
    Parameters out;
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto pair = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = decode(pair.substr(0, equals), true);
        auto value = decode(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), true);
        if (!name || !value) return std::nullopt;
        out.emplace_back(std::move(*name), std::move(*value));
    }
    return out;
}

void Router::add(std::string_view method, std::string_view path, std::size_t target) {
    Node* node = &root_;
    for (const auto part : split(path)) {
        if (part.starts_with('{')) {
            if (!node->parameter) node->parameter = std::make_unique<Node>();
            node = node->parameter.get();
        } else {
            auto& next = node->words[std::string(part)];
            if (!next) next = std::make_unique<Node>();
            node = next.get();
        }
    }
    node->methods[std::string(method)] = target;
}

const Router::Node* Router::walk(const Node& node, const std::vector<std::string>& parts, std::size_t at,
                                 std::vector<std::string>& values) {
    if (at == parts.size()) return node.methods.empty() ? nullptr : &node;
    if (const auto word = node.words.find(parts[at]); word != node.words.end()) {
        if (const auto* found = walk(*word->second, parts, at + 1, values)) return found;
    }
    if (node.parameter && !parts[at].empty()) {
        values.push_back(parts[at]);
        if (const auto* found = walk(*node.parameter, parts, at + 1, values)) return found;
        values.pop_back();
    }
    return nullptr;
}

Router::Found Router::find(std::string_view method, std::string_view path) const {
    Found found;
    std::vector<std::string> parts;
    for (const auto part : split(path)) {
        auto plain = decode(part, false);
        if (!plain) {
            found.malformed = true;
            return found;
        }
        parts.push_back(std::move(*plain));
    }
    const auto* node = walk(root_, parts, 0, found.values);
    if (!node) return found;
    auto method_here = node->methods.find(method);
    if (method_here == node->methods.end() && method == "HEAD") method_here = node->methods.find("GET");
    if (method_here != node->methods.end()) {
        found.target = method_here->second;
    } else {
        for (const auto& [name, target] : node->methods) found.allowed += (found.allowed.empty() ? "" : ", ") + name;
    }
    return found;
}

}  // namespace huiyin::http
