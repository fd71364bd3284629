// Finds who answers an address. A word in the path comes before a {parameter} at the same place.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huiyin::http {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// Undoes percent-encoding; nothing if it is broken, holds a NUL or is not UTF-8.
std::optional<std::string> decode(std::string_view text, bool plus_is_blank);
std::optional<Parameters> parse_query(std::string_view query);

class Router {
  public:
    // `target` is the caller's own number for the route.
    void add(std::string_view method, std::string_view path, std::size_t target);

    struct Found {
        std::optional<std::size_t> target;    // none: 404, or 405 when `allowed` is not empty
        std::vector<std::string> values;      // of the path parameters, in order, decoded
        std::string allowed;                  // "GET, POST"
        bool malformed = false;               // broken encoding
    };
    Found find(std::string_view method, std::string_view path) const;

  private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
        std::unique_ptr<Node> parameter;
        std::map<std::string, std::size_t, std::less<>> methods;
    };
    static const Node* walk(const Node& node, const std::vector<std::string>& parts, std::size_t at, std::vector<std::string>& values);
    Node root_;
};

}  // namespace huiyin::http
