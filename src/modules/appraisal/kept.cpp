// The end of keeping (A4.11): records whose years are over come onto a list with the first working day of a month; the quality
// department reviews each. Destroying takes the content and the personal part, never the number, the digest or the chain.
#include "appraisal/records.hpp"
#include "huiyin_appraisal_sql.hpp"
#include "kernel/text.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::appraisal {
namespace {

constexpr std::size_t long_text = 1000;

struct Kept {
    KeptId id{};
    DestructionId list{};
    SiteId site{};
    KeptKind kind = KeptKind::month_record;
    std::int64_t subject = 0;
    StaffId employee{};
    Day period{};
    std::string digest;
    Instant signed_at{};
    Day keep_until{};
    KeptState state = KeptState::due;
    std::string reason;
    std::optional<Instant> decided_at;
    std::optional<StaffId> decided_by;
    std::string lifted;
    std::optional<Instant> lifted_at;
    std::optional<StaffId> lifted_by;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (id, list, site, kind, subject, employee, period, digest, signed_at, keep_until, state, reason, decided_at, decided_by,
                                 lifted, lifted_at, lifted_by, version))
struct List {
    DestructionId id{};
    SiteId site{};
    Day day{};
    DestructionState state = DestructionState::open;
    Instant opened_at{};
    std::optional<Instant> reviewed_at;
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::destruction, id.value}; }
};
BOOST_DESCRIBE_STRUCT(List, (), (id, site, day, state, opened_at, reviewed_at, version))
struct Ended {
    std::int64_t subject = 0;
    StaffId employee{};
    Day period{};
    std::string digest;
    Instant signed_at{};
};
BOOST_DESCRIBE_STRUCT(Ended, (), (subject, employee, period, digest, signed_at))
struct EndedYear {
    std::int64_t subject = 0;
    StaffId employee{};
    int year = 0;
    std::string digest;
    Instant signed_at{};
};
BOOST_DESCRIBE_STRUCT(EndedYear, (), (subject, employee, year, digest, signed_at))

constexpr std::array kinds = {std::pair{KeptKind::month_record, "keep-monthly-record"}, std::pair{KeptKind::year_end_record, "keep-year-end-record"},
                              std::pair{KeptKind::month_year_statistics, "keep-month-year-statistics"},
                              std::pair{KeptKind::annual_statistics, "keep-annual-statistics"}};

// The same date some years on or back; the 29th of February is the 28th where there is none.
Day years_from(Day day, int years) {
    const auto year = day.year() + years;
    const bool leap = day.month() == 2 && day.day() == 29 && Day::of(year, 3, 1) - Day::of(year, 2, 1) == 28;
    return Day::of(year, day.month(), leap ? 28 : day.day());
}

std::vector<Ended> ended(Unit& unit, KeptKind kind, Instant signed_before) {
    if (kind == KeptKind::month_record) return unit.tx.all<Ended>(sql::kept_months_ended, unit.site, signed_before);
    if (kind != KeptKind::year_end_record) return unit.tx.all<Ended>(sql::kept_statistics_ended, unit.site, signed_before, kind);
    std::vector<Ended> all;
    for (const auto& y : unit.tx.all<EndedYear>(sql::kept_years_ended, unit.site, signed_before))
        all.push_back({y.subject, y.employee, Day::of(y.year, 1, 1), y.digest, y.signed_at});
    return all;
}

std::string path_of(const Kept& k) {
    if (k.kind == KeptKind::month_record) return "/appraisal/" + std::to_string(k.subject);
    const auto year = std::to_string(k.period.year());
    if (k.kind == KeptKind::year_end_record) return "/appraisal/years/" + year + "?employee=" + std::to_string(k.employee.value);
    return "/appraisal/statistics?period=" + k.period.iso() + "&span=" + (k.kind == KeptKind::annual_statistics ? "annual" : "month");
}

KeptRecord view_of(store::Tx& tx, const Kept& k) {
    const auto name = [&](const std::optional<StaffId>& id) { return id && *id ? organisation::staff_name(tx, *id).value_or("") : std::string{}; };
    return {k.id, k.kind, name(k.employee), k.period, k.signed_at, k.keep_until, k.digest, path_of(k), k.state, k.reason, name(k.decided_by), k.lifted,
            name(k.lifted_by), k.decided_at, k.lifted_at, k.version};
}

void save(store::Tx& tx, Kept& k) {
    if (tx.run(sql::kept_save, k.id, k.state, k.reason, k.decided_at, k.decided_by, k.lifted, k.lifted_at, k.lifted_by, k.version) == 0)
        throw store::StaleRow("kept record " + std::to_string(k.id.value));
    ++k.version;
}

void destroy_appraisal(Unit& unit, AppraisalId id) {
    unit.tx.run(sql::appraisal_marks_destroy, id);
    unit.tx.run(sql::appraisal_photos_destroy, id);
    unit.tx.run(sql::proposals_destroy, id);
    unit.tx.run(sql::appraisal_destroy, id);
    journal::erase_personal(unit.tx, {journal::SubjectKind::appraisal, id.value});
}

// Every version of a record goes together. Answers what went, for whoever keeps papers of it.
std::vector<std::int64_t> destroy(Unit& unit, const Kept& k) {
    std::vector<std::int64_t> gone;
    const auto appraisals = [&](const std::vector<AppraisalId>& all) {
        for (const auto id : all) {
            destroy_appraisal(unit, id);
            gone.push_back(id.value);
        }
    };
    switch (k.kind) {
        case KeptKind::month_record: appraisals(unit.tx.all<AppraisalId>(sql::versions_of_record, AppraisalId{k.subject})); break;
        case KeptKind::year_end_record:
            for (const auto id : unit.tx.all<AppraisalId>(sql::year_totals_of, AppraisalId{k.subject})) {
                unit.tx.run(sql::year_destroy, id, unit.moment.now);
                gone.push_back(id.value);
            }
            appraisals(unit.tx.all<AppraisalId>(sql::year_end_versions, k.employee, k.period));
            break;
        case KeptKind::month_year_statistics:
        case KeptKind::annual_statistics:
            unit.tx.run(sql::statistics_destroy, StatisticsId{k.subject});
            gone.push_back(k.subject);
            break;
    }
    return gone;
}

Result<Kept> find_kept(Unit& unit, KeptId id, std::int64_t version) {
    auto k = unit.tx.first<Kept>(sql::kept_find, id, unit.site);
    if (!k) return refuse(refused::kept_not_found);
    if (k->version != version) return refuse(refused::stale(k->version, version));
    return *std::move(k);
}

boost::json::object facts_of(const Kept& k) {
    return {{"record", std::to_string(k.id.value)}, {"kind", json::enum_name(k.kind)}, {"subject", std::to_string(k.subject)}, {"digest", k.digest}};
}

}  // namespace

void list_what_has_been_kept(Unit& unit, Day today) {
    const auto* clause = unit.rulebook().find("A4.11");
    const auto on = std::max(today, unit.rulebook().from());
    std::vector<Kept> found;
    for (const auto& [kind, parameter] : kinds) {
        const std::string name = parameter;
        // A company's own rulebook may leave a kind out: then it is kept for ever.
        if (!clause || std::ranges::none_of(clause->parameters, [&](const auto& p) { return p.name == name && p.from <= on; })) continue;
        const auto years = static_cast<int>(unit.rulebook().number("A4.11", name, on));
        const auto& zone = unit.calendar().zone();
        for (const auto& e : ended(unit, kind, zone.start_of(years_from(today, -years) + 1)))
            found.push_back({{}, {}, unit.site, kind, e.subject, e.employee, e.period, e.digest, e.signed_at, years_from(zone.day_of(e.signed_at), years),
                             KeptState::due, {}, {}, {}, {}, {}, {}, 1});
    }
    if (found.empty()) return;
    const auto list = unit.make_id<DestructionId>();
    unit.tx.run(sql::destruction_insert, list, unit.site, today, unit.moment.now);
    for (const auto& k : found)
        unit.tx.run(sql::kept_insert, unit.make_id<KeptId>(), list, k.site, k.kind, k.subject, k.employee, k.period, k.digest, k.signed_at, k.keep_until);
    unit.tell({"destruction.listed", {journal::SubjectKind::destruction, list.value}, {{"records", static_cast<std::int64_t>(found.size())}}, {}});
}

std::optional<Day> destruction_day(store::Tx& tx, DestructionId id, SiteId site) {
    const auto list = tx.first<List>(sql::destruction_find, id, site);
    return list ? std::optional(list->day) : std::nullopt;
}

void RuleOnKept::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, long_text);
}
void LiftHold::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, long_text);
}

Result<DestructionLists> list_destructions(work::Reading& reading, const ListDestructions&) {
    DestructionLists v;
    v.lists = reading.tx.all<DestructionRow>(sql::destructions_of_site, reading.site);
    for (auto& row : v.lists)
        if (row.state == DestructionState::open) row.due_at = due_of(reading.tx, {journal::SubjectKind::destruction, row.id.value});
    for (const auto& k : reading.tx.all<Kept>(sql::kept_held, reading.site)) v.held.push_back(view_of(reading.tx, k));
    return v;
}

Result<DestructionPage> open_destruction(work::Reading& reading, const OpenDestruction& query) {
    const auto list = reading.tx.first<List>(sql::destruction_find, query.id, reading.site);
    if (!list) return refuse(refused::kept_not_found);
    DestructionPage v{list->id, list->day, list->state, list->opened_at, list->reviewed_at, due_of(reading.tx, list->as_subject()), {}};
    for (const auto& k : reading.tx.all<Kept>(sql::kept_of_list, list->id)) v.records.push_back(view_of(reading.tx, k));
    return v;
}

Result<KeptChanged> rule_on_kept(Unit& unit, const RuleOnKept& command) {
    auto k = find_kept(unit, command.id, command.version);
    if (!k) return refuse(k.error());
    if (k->state != KeptState::due) return refuse(refused::kept_decided);
    // Nobody destroys the record of their own appraisal.
    if (k->employee == unit.moment.actor && command.verdict == KeptVerdict::destroy) return refuse(refused::own_record);
    const journal::Subject list{journal::SubjectKind::destruction, k->list.value};
    work::gate_passed(unit, {"A4.11"}, "destruction.rule", list);
    k->state = command.verdict == KeptVerdict::destroy ? KeptState::destroyed : KeptState::held;
    k->reason = text::trim(command.reason);
    k->decided_at = unit.moment.now;
    k->decided_by = unit.moment.actor;
    save(unit.tx, *k);
    auto facts = facts_of(*k);
    if (command.verdict == KeptVerdict::destroy) {
        boost::json::array subjects;
        for (const auto id : destroy(unit, *k)) subjects.emplace_back(std::to_string(id));
        const bool sheet = k->kind == KeptKind::month_year_statistics || k->kind == KeptKind::annual_statistics;
        facts["of"] = json::enum_name(sheet ? journal::SubjectKind::statistics : journal::SubjectKind::appraisal);
        facts["subjects"] = std::move(subjects);
        unit.tell({"destruction.record_destroyed", list, std::move(facts), {{"reason", k->reason}}});
    } else {
        unit.tell({"destruction.record_held", list, std::move(facts), {{"reason", k->reason}}});
    }
    auto state = DestructionState::open;
    if (unit.tx.one<std::int64_t>(sql::kept_due_left, k->list) == 0) {
        unit.tx.run(sql::destruction_reviewed, k->list, unit.moment.now);
        unit.tell({"destruction.reviewed", list, {}, {}});
        state = DestructionState::reviewed;
    }
    return KeptChanged{k->id, k->state, state, k->version};
}

Result<KeptChanged> lift_hold(Unit& unit, const LiftHold& command) {
    auto k = find_kept(unit, command.id, command.version);
    if (!k) return refuse(k.error());
    if (k->state != KeptState::held) return refuse(refused::not_held);
    k->state = KeptState::lifted;
    k->lifted = text::trim(command.reason);
    k->lifted_at = unit.moment.now;
    k->lifted_by = unit.moment.actor;
    save(unit.tx, *k);
    unit.tell({"destruction.hold_lifted", {journal::SubjectKind::destruction, k->list.value}, facts_of(*k), {{"reason", k->lifted}}});
    const auto list = unit.tx.first<List>(sql::destruction_find, k->list, unit.site);
    return KeptChanged{k->id, k->state, list ? list->state : DestructionState::reviewed, k->version};
}

}  // namespace huiyin::appraisal
