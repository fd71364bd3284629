// Reads one mapping of a rulebook file and notes every problem with its line, instead of stopping at the first.
#pragma once
#include <yaml-cpp/yaml.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/rulebook.hpp"

namespace huiyin::rulebook {

// A file being read, and where its problems go.
struct Place {
    std::string file;
    std::vector<Problem>& problems;
    void problem(const YAML::Node& at, std::string what, std::string fix) const;
    static int line_of(const YAML::Node& node) { return node.Mark().line + 1; }
};

class Reader {
  public:
    Reader(const Place& place, YAML::Node mapping, std::string name);

    bool usable() const { return usable_; }  // it is a mapping without duplicate keys
    YAML::Node node() const { return node_; }
    void problem(std::string what, std::string fix) const { place_.problem(node_, std::move(what), std::move(fix)); }
    void problem_at(const YAML::Node& at, std::string what, std::string fix) const { place_.problem(at, std::move(what), std::move(fix)); }

    bool has(const char* key) const { return usable_ && node_[key].IsDefined(); }
    YAML::Node get(const char* key);  // undefined if absent; the key counts as known
    std::string text(const char* key);           // required
    std::string text_or(const char* key, std::string otherwise);
    std::optional<int> number(const char* key, int least, int most);
    bool flag(const char* key, bool otherwise);
    std::optional<Day> day(const char* key);
    Title title(const char* key, bool required);  // a mapping of the three languages
    std::vector<std::string> words(const char* key);  // one word or a list of words
    std::vector<YAML::Node> items(const char* key);   // one thing or a list of things
    void finish();  // whatever was not asked for is an unknown key

    const Place& place() const { return place_; }

  private:
    const Place& place_;
    YAML::Node node_;
    std::string name_;
    bool usable_ = false;
    std::set<std::string> known_;
};

// The scalar's text; notes a problem and answers nothing if it is a list, a mapping or empty.
std::optional<std::string> scalar(const Place& place, const YAML::Node& node, const std::string& name);

std::string snake(std::string kebab);  // service-officer → service_officer
std::string kebab(std::string snake);

// Text, encoding and size of a file before anybody parses it. Answers whether to go on.
bool readable(std::string_view text, const Place& place);

}  // namespace huiyin::rulebook
