// What the server itself says to people in their language: forms on paper and notices. The words stand in locales/,
// the same files that the web reads.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/time.hpp"

namespace huiyin::words {

inline constexpr std::array<std::string_view, 3> languages = {"zh-Hans", "zh-Hant", "en"};
bool speaks(std::string_view language);

// One language; anything unknown reads as zh-Hans.
class Words {
  public:
    explicit Words(std::string_view language);
    const std::string& language() const { return language_; }
    bool chinese() const { return language_ != "en"; }
    // The sentence of a key; a key that nobody said comes back as it is.
    std::string operator()(std::string_view key) const;
    using Named = std::vector<std::pair<std::string_view, std::string>>;
    std::string operator()(std::string_view key, const Named& values) const;  // fills `{name}` in
    bool has(std::string_view key) const;

    std::string time(const Zone& zone, Instant at) const;  // 2026年3月3日 09:10 · 3 March 2026, 09:10
    std::string day(Day day) const;

  private:
    std::string language_;
};

}  // namespace huiyin::words
