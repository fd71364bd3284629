// Gathering while recording: a matter joins those that say the same at the same place, or begins a gathering of its
// own, so that the board of hot spots reads what is there already instead of comparing a million texts.
#include <cstring>

#include "complaints/links.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "search/similar.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

struct Known {
    ComplaintId id{};
    CategoryId category{};
    BuildingId building{};
    Instant last_at{};
    store::Bytes words;
};
BOOST_DESCRIBE_STRUCT(Known, (), (id, category, building, last_at, words))

// How alike two matters are that belong together: the nearer the place, the fewer words need to be the same. The one
// line of the subject names place and trouble, so it counts besides. Found by trying on real matters (docs/hot-spots.md).
constexpr double subject_counts = 0.25;
constexpr double alike_here = 0.22;      // same building and heading
constexpr double alike_near = 0.28;      // same building or same heading
constexpr double alike_anywhere = 0.36;
constexpr double first_at_least = 0.5;   // of that with the gathering's first matter: a chain of likenesses does not wander off

struct Said {
    search::Weighed subject, whole;
};
struct Told {
    search::WordSet subject, whole;
};

Told told_in(const store::Bytes& bytes) {
    Told told;
    std::uint32_t size = 0;
    if (bytes.data.size() < sizeof size) return told;  // emptied by an erasure
    std::memcpy(&size, bytes.data.data(), sizeof size);
    const auto all = bytes.data.size() / sizeof(std::uint32_t) - 1;
    told.subject.resize(size);
    told.whole.resize(all - size);
    const auto* words = bytes.data.data() + sizeof size;
    std::memcpy(told.subject.data(), words, size * sizeof(std::uint32_t));
    std::memcpy(told.whole.data(), words + size * sizeof(std::uint32_t), (all - size) * sizeof(std::uint32_t));
    return told;
}
store::Bytes bytes_of(const Said& said) {
    std::vector<std::uint32_t> all{static_cast<std::uint32_t>(said.subject.words.size())};
    all.insert(all.end(), said.subject.words.begin(), said.subject.words.end());
    all.insert(all.end(), said.whole.words.begin(), said.whole.words.end());
    return {std::string(reinterpret_cast<const char*>(all.data()), all.size() * sizeof(std::uint32_t))};
}
double alike(const Said& said, const Told& told) {
    return search::likeness(said.whole, told.whole) + subject_counts * search::likeness(said.subject, told.subject);
}

// One number for each household: its unit, else its person, else who called. Ids are never shared between kinds.
std::int64_t household_of(const Complaint& c) {
    if (c.unit) return c.unit->value;
    if (c.person) return c.person->value;
    const auto& called = c.caller_phone.empty() ? c.caller_name : c.caller_phone;
    if (called.empty()) return c.id.value;
    std::uint64_t hash = 14695981039346656037ull;
    for (const char ch : called) hash = (hash ^ static_cast<unsigned char>(ch)) * 1099511628211ull;
    return -static_cast<std::int64_t>(hash >> 1) - 1;  // negative: never a unit's or a person's
}

double needed(const Known& g, const Complaint& c, BuildingId building) {
    const bool same_heading = g.category == c.category;
    const bool same_building = building && g.building == building;
    // Two matters that name no building may stand anywhere: their words must say where.
    if (same_heading && same_building) return alike_here;
    return same_heading || same_building ? alike_near : alike_anywhere;
}

}  // namespace

void gather(Unit& unit, const Complaint& c, Gathering how) {
    const auto whole = search::weigh(unit.tx, c.site, c.subject + "\n" + c.text);
    const Said said{search::part_of(whole, c.subject), whole};
    BuildingId building{};
    if (c.unit) building = unit.tx.first<BuildingId>(sql::spot_building_of, *c.unit).value_or(BuildingId{});
    const auto* clause = unit.rulebook().find("D14");
    const int days = clause && !clause->parameters.empty() ? unit.rulebook().number("D14", "hot-spot-within", unit.today()) : 0;
    const auto since = c.received_at - std::chrono::days(days), until = c.received_at + std::chrono::days(days);

    ComplaintId best{};
    double most = 0;
    Instant last_at{};
    // Quick: with the first matter of each gathering. Thorough: one may also be like a later matter of a gathering.
    const auto compare = [&](const std::vector<Known>& candidates, double like_a_later_one) {
        for (const auto& g : candidates) {
            const double first = alike(said, told_in(g.words)), score = std::max(first, like_a_later_one), least = needed(g, c, building);
            if (score < least || first < least * first_at_least || score <= most) continue;
            best = g.id;
            most = score;
            last_at = g.last_at;
        }
    };
    if (days > 0) {
        compare(unit.tx.all<Known>(sql::gatherings_of_category, c.site, c.category, since, until), 0);
        if (building) compare(unit.tx.all<Known>(sql::gatherings_of_building, c.site, building, since, until), 0);
        if (how == Gathering::thorough)
            for (const auto& like : search::similar(unit.tx, c.site, c.subject + "\n" + c.text, {}, 16))
                if (like.id != c.id.value) compare(unit.tx.all<Known>(sql::gathering_of_matter, ComplaintId{like.id}, since, until), like.likeness);
    }
    if (!best) {
        best = c.id;
        unit.tx.run(sql::gathering_insert, best, c.site, c.category, building, c.received_at, bytes_of(said));
    } else if (c.received_at - last_at > std::chrono::hours(24)) {  // once a day is often enough to stay among the newest
        unit.tx.run(sql::gathering_goes_on, best, c.received_at);
    }
    unit.tx.run(sql::gathered_insert, c.site, c.received_at, c.id, best, household_of(c), building, c.category);
}

}  // namespace huiyin::complaints
