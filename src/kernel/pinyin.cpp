// Pinyin initials of names. Every plausible reading is given, because a clerk types what they hear.
#include <algorithm>
#include <array>

#include "kernel/han.hpp"
#include "kernel/surnames.hpp"
#include "kernel/text.hpp"
#include "kernel/utf8.hpp"

namespace huiyin::text {

namespace {
constexpr std::size_t most_readings = 8;
constexpr std::size_t most_letters = 4;  // readings of one character

// The letters that one character of a name may begin with, best first.
struct Place {
    std::array<char, most_letters> letters{};
    std::size_t count = 0;

    void add(char letter) {
        for (std::size_t i = 0; i < count; ++i)
            if (letters[i] == letter) return;
        if (count < most_letters) letters[count++] = letter;
    }
};

bool is_plain(std::u32string_view name) {
    return std::ranges::all_of(name, [](char32_t c) {
        return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
    });
}

void add_ordinary_readings(Place& place, char32_t c) {
    const char32_t simple = han::simplified(c);
    // 乾 is Qian in names although it folds to 干, so the character as written is asked first.
    auto letters = other_readings(c);
    if (letters.empty()) letters = other_readings(simple);
    for (const char letter : letters) place.add(letter);
    if (letters.empty()) {
        char letter = han::initial(c);
        if (letter == '\0') letter = han::initial(simple);
        if (letter != '\0') place.add(letter);
    }
}

std::vector<Place> places_of(std::u32string_view name) {
    std::vector<Place> places;
    places.reserve(name.size());
    const auto surname = surname_length(name);
    std::array<char32_t, 2> simplified_surname{};
    for (std::size_t i = 0; i < surname; ++i) simplified_surname[i] = han::simplified(name[i]);
    const auto of_surname = surname_initials({simplified_surname.data(), surname});
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char32_t c = name[i];
        Place place;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) place.add(static_cast<char>(c));
        if (c >= 'A' && c <= 'Z') place.add(static_cast<char>(c + 32));
        if (i < surname && i < of_surname.size()) place.add(of_surname[i]);
        // A surname may stand after the first place too (a wife's double surname, a nickname): its reading
        // comes first.
        if (i >= surname) {
            const char32_t simple = han::simplified(c);
            for (const char letter : surname_initials({&simple, 1})) place.add(letter);
        }
        if (c >= 0x80) add_ordinary_readings(place, c);
        if (place.count > 0) places.push_back(place);  // a character nobody can read cannot be typed either
    }
    return places;
}

class Readings {
  public:
    explicit Readings(const std::vector<Place>& places) : places_(places) {}

    // All first readings, all last readings, then one character read differently at a time, then the
    // mixtures.
    std::vector<std::string> all() {
        std::vector<std::size_t> choice(places_.size(), 0);
        add(choice);
        for (std::size_t i = 0; i < places_.size(); ++i) choice[i] = places_[i].count > 1 ? 1 : 0;
        add(choice);
        for (std::size_t i = 0; i < places_.size(); ++i)
            for (std::size_t k = 1; k < places_[i].count; ++k) {
                std::ranges::fill(choice, 0);
                choice[i] = k;
                add(choice);
            }
        std::ranges::fill(choice, 0);
        while (found_.size() < most_readings && step(choice)) add(choice);
        return std::move(found_);
    }

  private:
    const std::vector<Place>& places_;
    std::vector<std::string> found_;

    void add(const std::vector<std::size_t>& choice) {
        if (found_.size() == most_readings) return;
        std::string reading(places_.size(), ' ');
        for (std::size_t i = 0; i < places_.size(); ++i) reading[i] = places_[i].letters[choice[i]];
        if (std::ranges::find(found_, reading) == found_.end()) found_.push_back(std::move(reading));
    }
    bool step(std::vector<std::size_t>& choice) const {
        for (std::size_t i = places_.size(); i-- > 0;) {
            if (++choice[i] < places_[i].count) return true;
            choice[i] = 0;
        }
        return false;
    }
};
}  // namespace

std::vector<std::string> initials(std::string_view name) {
    auto characters = utf8::characters(name);
    if (!is_plain(characters)) characters = han::compatible(name);
    const auto places = places_of(characters);
    if (places.empty()) return {};
    if (std::ranges::all_of(places, [](const Place& p) { return p.count == 1; })) {
        std::string only;
        for (const auto& place : places) only += place.letters[0];
        return {only};
    }
    return Readings(places).all();
}

}  // namespace huiyin::text
