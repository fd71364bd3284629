// Shifts, patterns and coverage: what the site works by, as data.
#include "huiyin_roster_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::roster {
namespace {

constexpr int day_minutes = 24 * 60;
constexpr std::size_t most_shifts = 40, most_cycle = 62;

void check_shift(Checks& c, const std::string& name, const std::string& mark, int start, int length) {
    c.required("name", name);
    c.length("name", name, 20);
    c.required("mark", mark);
    c.length("mark", mark, 3);
    c.when(start < 0 || start >= day_minutes, "start_minute", "out-of-range");
    c.when(length < 15 || length > day_minutes, "length_minutes", "out-of-range");
}

struct StoredPattern {
    PatternId id{};
    std::string name, cycle;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(StoredPattern, (), (id, name, cycle, version))

ShiftPattern read(StoredPattern stored) {
    ShiftPattern p{stored.id, std::move(stored.name), {}, stored.version};
    std::vector<FieldError> errors;
    if (const auto value = json::parse(stored.cycle)) json::read(*value, p.cycle, errors, "cycle");
    ensure(errors.empty(), "a pattern is kept whole");
    return p;
}

journal::Event told(Unit& unit, const char* name, boost::json::object facts) {
    return {name, {journal::SubjectKind::site, unit.site.value}, std::move(facts), {}};
}

}  // namespace

std::vector<ShiftKind> shifts_of(store::Tx& tx, SiteId site) { return tx.all<ShiftKind>(sql::roster_shift_kinds, site); }
std::optional<ShiftKind> find_shift(store::Tx& tx, SiteId site, ShiftId id) { return tx.first<ShiftKind>(sql::roster_shift_kind, site, id); }
std::vector<CoverageRule> coverage_of(store::Tx& tx, SiteId site) { return tx.all<CoverageRule>(sql::roster_coverage, site); }
std::vector<ShiftPattern> patterns_of(store::Tx& tx, SiteId site) {
    std::vector<ShiftPattern> all;
    for (auto& stored : tx.all<StoredPattern>(sql::roster_patterns, site)) all.push_back(read(std::move(stored)));
    return all;
}
int rest_minutes(const rulebook::Rulebook& book, Day on) { return book.number("C3", "rest-between-shifts", std::max(on, book.from())) * 60; }

void CreateShift::check(Checks& c) const { check_shift(c, name, mark, start_minute, length_minutes); }
void ChangeShift::check(Checks& c) const {
    c.when(!id, "id", "required");
    check_shift(c, name, mark, start_minute, length_minutes);
}
void KeepPattern::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 40);
    c.when(cycle.empty(), "cycle", "required");
    c.when(cycle.size() > most_cycle, "cycle", "too-many");
}
void KeepCoverage::check(Checks& c) const {
    c.when(!shift, "shift", "required");
    c.when(least < 0 || least > 500, "least", "out-of-range");
    c.when(post == Post::system_administrator, "post", "unknown-value");
}

Result<RosterSettings> open_roster_settings(work::Reading& reading, const OpenRosterSettings&) {
    const auto today = reading.calendar().zone().day_of(reading.now);
    return RosterSettings{shifts_of(reading.tx, reading.site), patterns_of(reading.tx, reading.site), coverage_of(reading.tx, reading.site),
                          rest_minutes(*reading.world.rulebook, today)};
}

Result<RosterKept> create_shift(Unit& unit, const CreateShift& command) {
    const auto name = text::trim(command.name);
    if (unit.tx.first<ShiftId>(sql::roster_shift_named, unit.site, name)) return refuse(refused::name_taken);
    if (shifts_of(unit.tx, unit.site).size() >= most_shifts) return refuse({"invalid", Trouble::invalid, {}, {{"name", "too-many"}}, {}});
    const auto id = unit.make_id<ShiftId>();
    unit.tx.run(sql::roster_shift_insert, id, unit.site, name, text::trim(command.mark), command.start_minute, command.length_minutes);
    unit.tell(told(unit, "shift.created", {{"shift", std::to_string(id.value)}, {"name", name}, {"start", command.start_minute}, {"length", command.length_minutes}}));
    return RosterKept{std::to_string(id.value), 1};
}

Result<RosterKept> change_shift(Unit& unit, const ChangeShift& command) {
    const auto before = find_shift(unit.tx, unit.site, command.id);
    if (!before) return refuse(refused::not_found);
    if (before->version != command.version) return refuse(refused::stale(before->version, command.version));
    const auto name = text::trim(command.name);
    const auto same = unit.tx.first<ShiftId>(sql::roster_shift_named, unit.site, name);
    if (same && *same != command.id) return refuse(refused::name_taken);
    // What was given to somebody keeps its hours: other hours are another shift.
    const bool moved = before->start_minute != command.start_minute || before->length_minutes != command.length_minutes;
    if (moved && unit.tx.one<std::int64_t>(sql::roster_shift_used, unit.site, command.id) > 0) return refuse(refused::shift_in_use);
    if (unit.tx.run(sql::roster_shift_save, command.id, name, text::trim(command.mark), command.start_minute, command.length_minutes, command.active,
                    command.version) == 0)
        throw store::StaleRow("shift " + std::to_string(command.id.value));
    unit.tell(told(unit, "shift.changed", {{"shift", std::to_string(command.id.value)}, {"name", name}, {"start", command.start_minute},
                                           {"length", command.length_minutes}, {"active", command.active}}));
    return RosterKept{std::to_string(command.id.value), command.version + 1};
}

Result<RosterKept> keep_pattern(Unit& unit, const KeepPattern& command) {
    const auto shifts = shifts_of(unit.tx, unit.site);
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < command.cycle.size(); ++i)
        if (command.cycle[i] && std::ranges::find(shifts, command.cycle[i], &ShiftKind::id) == shifts.end())
            wrong.push_back({"cycle." + std::to_string(i), "not-found"});
    if (!wrong.empty()) return refuse({"invalid", Trouble::invalid, {}, std::move(wrong), {}});
    const auto name = text::trim(command.name);
    const auto cycle = json::text(command.cycle);
    const auto before = unit.tx.first<StoredPattern>(sql::roster_pattern_named, unit.site, name);
    const auto id = before ? before->id : unit.make_id<PatternId>();
    if (before) unit.tx.run(sql::roster_pattern_save, id, cycle);
    else unit.tx.run(sql::roster_pattern_insert, id, unit.site, name, cycle);
    unit.tell(told(unit, "shift.pattern_kept", {{"pattern", std::to_string(id.value)}, {"name", name}, {"days", static_cast<std::int64_t>(command.cycle.size())}}));
    return RosterKept{std::to_string(id.value), before ? before->version + 1 : 1};
}

Result<RosterKept> drop_pattern(Unit& unit, const DropPattern& command) {
    if (unit.tx.run(sql::roster_pattern_drop, command.id, unit.site) == 0) return refuse(refused::not_found);
    unit.tell(told(unit, "shift.pattern_dropped", {{"pattern", std::to_string(command.id.value)}}));
    return RosterKept{std::to_string(command.id.value), 0};
}

Result<RosterKept> keep_coverage(Unit& unit, const KeepCoverage& command) {
    if (!find_shift(unit.tx, unit.site, command.shift)) return refuse({"invalid", Trouble::invalid, {}, {{"shift", "not-found"}}, {}});
    const auto before = unit.tx.first<CoverageRule>(sql::roster_coverage_of, unit.site, command.post, command.shift, command.day_kind);
    const auto id = before ? before->id : unit.make_id<CoverageId>();
    if (command.least == 0) {
        if (!before) return refuse(refused::not_found);
        unit.tx.run(sql::roster_coverage_drop, id);
    } else if (before) {
        unit.tx.run(sql::roster_coverage_save, id, command.least);
    } else {
        unit.tx.run(sql::roster_coverage_insert, id, unit.site, command.post, command.shift, command.day_kind, command.least);
    }
    unit.tell(told(unit, "shift.coverage_kept", {{"post", json::enum_name(command.post)}, {"shift", std::to_string(command.shift.value)},
                                                 {"day_kind", json::enum_name(command.day_kind)}, {"least", command.least}}));
    return RosterKept{std::to_string(id.value), before ? before->version + 1 : 1};
}

}  // namespace huiyin::roster
