// The State Council's holidays as shipped: one YAML file a year, named by the notice it comes from.
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <stdexcept>

#include "kernel/calendar.hpp"

namespace huiyin {

namespace {
constexpr int longest_holiday = 31;  // days; longer is a slip of the pen

class Reader {
  public:
    explicit Reader(std::string_view file) : file_(file) {}

    [[noreturn]] void fail(const YAML::Mark& mark, const std::string& what) const {
        throw std::runtime_error(fmt::format("{}:{}: {}", file_, mark.line + 1, what));
    }

    YAML::Node member(const YAML::Node& map, const char* name) const {
        if (!map.IsMap()) fail(map.Mark(), "here a map with names is expected");
        auto found = map[name];
        if (!found) fail(map.Mark(), fmt::format("\"{}\" is missing", name));
        return found;
    }

    void only(const YAML::Node& map, std::initializer_list<std::string_view> names) const {
        for (const auto& entry : map) {
            bool known = false;
            for (const auto name : names) known |= entry.first.Scalar() == name;
            if (!known)
                fail(entry.first.Mark(), fmt::format("\"{}\" is not known here", entry.first.Scalar()));
        }
    }

    std::string words(const YAML::Node& node) const {
        if (!node.IsScalar() || node.Scalar().empty()) fail(node.Mark(), "a text is expected");
        return node.Scalar();
    }

    Day day(const YAML::Node& node) const {
        const auto found = node.IsScalar() ? Day::parse(node.Scalar()) : std::nullopt;
        if (!found) fail(node.Mark(), "a day like 2026-10-01 is expected");
        return *found;
    }

    void put(Holidays& all, const YAML::Node& node, Day day, Holidays::Special special) const {
        if (!all.days.emplace(day, std::move(special)).second)
            fail(node.Mark(), fmt::format("{} stands here twice", day.iso()));
    }

  private:
    std::string file_;
};

void read_holiday(const Reader& reader, const YAML::Node& node, int year, Holidays& all) {
    const auto name = reader.words(reader.member(node, "name"));
    reader.only(node, {"name", "off", "make_up"});
    const auto off = reader.member(node, "off");
    if (!off.IsSequence() || off.size() != 2) reader.fail(off.Mark(), "off is [first day, last day]");
    const auto first = reader.day(off[0]);
    const auto last = reader.day(off[1]);
    if (last < first || last - first >= longest_holiday)
        reader.fail(off.Mark(), "the last day off comes after the first, within a month");
    // New Year's holiday may begin in December of the year before.
    if (last.year() != year) reader.fail(off.Mark(), fmt::format("this holiday is not in {}", year));
    for (auto day = first; day <= last; day = day + 1) reader.put(all, off, day, {name, true});

    const auto make_up = node["make_up"];
    if (!make_up) return;
    if (!make_up.IsSequence()) reader.fail(make_up.Mark(), "make_up is a list of days");
    for (const auto& item : make_up) {
        const auto day = reader.day(item);
        if (day.weekday() < 5) reader.fail(item.Mark(), fmt::format("{} is a workday anyway", day.iso()));
        reader.put(all, item, day, {name, false});
    }
}

Holidays read_year(const Reader& reader, const YAML::Node& document) {
    const auto year_node = reader.member(document, "year");
    reader.only(document, {"year", "source", "holidays"});
    const auto first_day = Day::parse(reader.words(year_node) + "-01-01");
    if (!first_day) reader.fail(year_node.Mark(), "a year like 2026 is expected");

    const auto source =
        reader.member(document, "source");  // one notice, or several where a later one changed it
    if (source.IsSequence()) {
        for (const auto& notice : source) reader.words(notice);
    } else {
        reader.words(source);
    }
    const auto list = reader.member(document, "holidays");
    if (!list.IsSequence() || list.size() == 0) reader.fail(list.Mark(), "a list of holidays is expected");
    Holidays all;
    for (const auto& holiday : list) read_holiday(reader, holiday, first_day->year(), all);
    all.years.insert(first_day->year());
    return all;
}
}  // namespace

Holidays Holidays::parse(std::string_view yaml, std::string_view file) {
    const Reader reader(file);
    try {
        return read_year(reader, YAML::Load(std::string(yaml)));
    } catch (const YAML::Exception& e) {
        reader.fail(e.mark, e.msg);
    }
}

void Holidays::merge(const Holidays& other) {
    for (const auto& [day, special] : other.days) days.insert_or_assign(day, special);
    years.insert(other.years.begin(), other.years.end());
}

}  // namespace huiyin
