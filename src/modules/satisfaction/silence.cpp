// Silence is a warning (F3): households that used to get in touch, were let down, and have not been heard of since.
#include "huiyin_satisfaction_sql.hpp"
#include "rating.hpp"

namespace huiyin::satisfaction {
namespace {

struct Silent {
    UnitId unit{};
    std::string room;
    Instant at{};
    ComplaintId complaint{};
    std::string number, words;
    std::int64_t before = 0;
};
BOOST_DESCRIBE_STRUCT(Silent, (), (unit, room, at, complaint, number, words, before))

constexpr std::int64_t day_ms = 86'400'000;

}  // namespace

Result<Silence> open_silence(work::Reading& reading, const OpenSilence& query) {
    const auto today = reading.calendar().zone().day_of(reading.now);
    const auto& rulebook = *reading.world.rulebook;
    Silence silence;
    silence.before_days = rulebook.number("F3", "silence-before", today);
    silence.after_days = rulebook.number("F3", "silence-after", today);
    silence.contacts = rulebook.number("F3", "silence-contacts", today);
    const auto limit = std::clamp(query.limit.value_or(50), 1, 100);
    const auto from = position_in(query.cursor);
    const auto after = silence.after_days * day_ms, before = silence.before_days * day_ms;
    auto found = reading.tx.all<Silent>(sql::silent_households, reading.site, reading.now, after, before, silence.contacts, from.at, from.id, limit + 1);
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.pop_back();
        silence.next = cursor_at(found.back().at, found.back().unit.value);
    }
    for (const auto& s : found)
        silence.rows.push_back({s.unit, s.room, s.at, s.complaint, s.number, s.words, s.before, (reading.now.ms - s.at.ms) / day_ms});
    silence.total = reading.tx.one<std::int64_t>(sql::silent_households_count, reading.site, reading.now, after, before, silence.contacts);
    return silence;
}

}  // namespace huiyin::satisfaction
