// The year (A4.6, A4.8): computed from the signed rows each time it is opened, shown step by step, signed when all is in.
#include <span>

#include "huiyin_appraisal_sql.hpp"
#include "journal/digest.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::appraisal {
namespace {

struct YearRow {
    StaffId employee{};
    AppraisalId id{};
    RecordKind kind = RecordKind::month;
    Day period{};
    AppraisalState state = AppraisalState::signed_;
    std::int64_t weight = 0;
    Points score{}, bonus{};
    std::int64_t weighted_hundredths = 0;
    std::string site_name;
    std::int64_t worked = 0;
};
BOOST_DESCRIBE_STRUCT(YearRow, (), (employee, id, kind, period, state, weight, score, bonus, weighted_hundredths, site_name, worked))

struct YearCandidate {
    StaffId id{};
    std::int64_t open = 0, destroyed = 0, highest = 0;
    std::optional<std::string> digest;  // of the newest signed total
};
BOOST_DESCRIBE_STRUCT(YearCandidate, (), (id, open, destroyed, highest, digest))

struct Computed {
    std::vector<FormulaPart> parts;
    std::optional<Year> year;
    int decimals = 0;
    Points excellent_above{};
};

YearPart part_of(RecordKind kind) {
    return is_inspection(kind) ? YearPart::inspections : kind == RecordKind::month ? YearPart::months : YearPart::year_end;
}

Day first_of(int year) { return Day::of(year, 1, 1); }

// What the rulebook says of a year, read once however many people are counted.
struct Rules {
    std::vector<FormulaPart> parts;  // empty, with their percents
    std::array<std::int64_t, 3> inspection_weight{};
    int decimals = 0;
    Points excellent_above{};
};

Rules rules_of(const rulebook::Rulebook& book, int year) {
    const auto on = std::max(first_of(year + 1) - 1, book.from());
    const auto& shares = book.at("A4.6").parameter("year-weights", on).shares;
    const auto percent = [&](std::string_view key) {
        for (const auto& share : shares)
            if (share.key == key) return share.points;
        throw Impossible("the year's weights name inspections, monthly and year-end (A4.6)");
    };
    Rules r;
    r.parts = {{YearPart::inspections, percent("inspections"), {}, 0, 0, "", {}, ""},
               {YearPart::months, percent("monthly"), {}, 0, 0, "", {}, ""},
               {YearPart::year_end, percent("year-end"), {}, 0, 0, "", {}, ""}};
    for (const auto kind : {RecordKind::weekly, RecordKind::monthly, RecordKind::spot})
        r.inspection_weight[static_cast<std::size_t>(kind)] = book.number("A4.6", "weight-" + std::string(json::enum_name(kind)), on);
    r.decimals = book.number("A4.6", "decimals", on);
    r.excellent_above = Points{book.number("A4.8", "excellent-above", on)};
    return r;
}

// An inspection weighs what the rulebook says of its kind; a month as many working days as were worked in it.
Computed compute(const Rules& rules, std::span<const YearRow> rows) {
    Computed c;
    c.parts = rules.parts;
    std::array<std::vector<Counted>, 3> counted;
    for (const auto& r : rows) {
        const auto part = static_cast<std::size_t>(part_of(r.kind));
        std::int64_t weight = 1;
        if (is_inspection(r.kind)) weight = rules.inspection_weight[static_cast<std::size_t>(r.kind)];
        else if (r.kind == RecordKind::month) weight = r.worked;
        counted[part].push_back({weight, r.score});
        c.parts[part].rows.push_back({r.id, r.kind, r.period, r.state, weight, r.score, r.bonus, weight * r.score.hundredths, r.site_name});
    }
    const auto inspections = mean_of(counted[0]), months = mean_of(counted[1]), year_end = mean_of(counted[2]);
    c.decimals = rules.decimals;
    c.excellent_above = rules.excellent_above;
    const YearWeights weights{c.parts[0].percent, c.parts[1].percent, c.parts[2].percent};
    c.year = year_of(inspections, months, year_end, weights, c.decimals, c.excellent_above);
    for (const auto& [part, mean] : {std::pair{&c.parts[0], &inspections}, std::pair{&c.parts[1], &months}, std::pair{&c.parts[2], &year_end}}) {
        part->weighted_hundredths = mean->weighted_hundredths;
        part->weight = mean->weight;
        if (!mean->there()) continue;
        part->mean = fraction_text(mean->value());
        part->mean_rounded = rounded(mean->value(), 2);
        part->share = fraction_text(mean->value() * part->percent);
    }
    return c;
}

std::vector<YearRow> rows_of_year(store::Tx& tx, SiteId site, StaffId employee, int year) {
    return tx.all<YearRow>(sql::year_rows, employee, first_of(year), first_of(year + 1), site);
}

std::string document_of(int year, StaffId employee, const Computed& c) {
    return json::text(YearDocument{year, employee, c.parts, c.year->divisor, c.decimals, fraction_text(c.year->total), c.year->rounded, c.year->excellent});
}

YearSigned sign(Unit& unit, int year, StaffId employee, int number, const Year& total, const std::string& text) {
    const auto id = unit.make_id<AppraisalId>();
    YearSigned s{number, total.rounded, total.excellent, journal::sha256_hex(text)};
    unit.tx.run(sql::year_insert, id, unit.site, employee, year, s.number, s.total, s.excellent, text, s.digest, unit.moment.now, unit.moment.actor);
    unit.tell({"appraisal.year_signed", {journal::SubjectKind::appraisal, id.value},
               {{"year", year}, {"executor", std::to_string(employee.value)}, {"number", s.number}, {"total", s.total.hundredths},
                {"excellent", s.excellent ? "yes" : "no"}, {"digest", s.digest}}, {}});
    return s;
}

std::int64_t destroyed_in(store::Tx& tx, StaffId employee, int year) {
    return tx.one<std::int64_t>(sql::year_destroyed, employee, first_of(year), first_of(year + 1), year);
}

bool may_see_year(const work::Reading& reading, StaffId employee) {
    return employee == reading.actor.staff || reading.actor.may(Permission::see_appraisals, reading.site);
}

// Rows of the year are gone: the page says what was signed, step by step, as long as that is kept itself.
void show_as_signed(store::Tx& tx, const Rules& rules, YearPage& v) {
    v.parts = rules.parts;
    v.total.reset();
    v.sum.clear();
    v.total_exact.clear();
    v.excellent = false;
    const auto document = read_year(tx.first<std::string>(sql::year_document, v.employee, v.year).value_or(""));
    if (!document) return;
    v.parts = document->parts;
    v.divisor = document->divisor;
    v.decimals = document->decimals;
    v.total_exact = document->total_exact;
    v.sum = fraction_text(Exact(document->total_exact) * document->divisor);
    v.total = document->total;
    v.excellent = document->excellent;
}

}  // namespace

std::optional<YearDocument> read_year(const std::string& document) {
    YearDocument d;
    std::vector<FieldError> errors;
    const auto value = json::parse(document);
    if (!value) return std::nullopt;
    json::read(*value, d, errors, "");
    if (!errors.empty()) return std::nullopt;
    return d;
}

void OpenYear::check(Checks& c) const { c.when(year < 2000 || year > 2999, "year", "out-of-range"); }
void ListYear::check(Checks& c) const { c.when(year < 2000 || year > 2999, "year", "out-of-range"); }
void SignYears::check(Checks& c) const { c.when(year < 2000 || year > 2999, "year", "out-of-range"); }
void SignYear::check(Checks& c) const {
    c.when(year < 2000 || year > 2999, "year", "out-of-range");
    c.when(!employee, "employee", "required");
}

Result<YearPage> open_year(work::Reading& reading, const OpenYear& query) {
    const auto employee = query.employee.value_or(reading.actor.staff);
    if (!may_see_year(reading, employee) || !organisation::on_staff(reading.tx, employee, reading.site)) return refuse(refused::not_found);
    const auto rules = rules_of(*reading.world.rulebook, query.year);
    const auto c = compute(rules, rows_of_year(reading.tx, reading.site, employee, query.year));
    YearPage v;
    v.year = query.year;
    v.employee = employee;
    v.employee_name = organisation::staff_name(reading.tx, employee).value_or("");
    v.parts = c.parts;
    v.decimals = c.decimals;
    v.excellent_above = c.excellent_above;
    if (c.year) {
        v.divisor = c.year->divisor;
        v.sum = fraction_text(c.year->total * c.year->divisor);
        v.total_exact = fraction_text(c.year->total);
        v.total = c.year->rounded;
        v.excellent = c.year->excellent;
    }
    v.destroyed = destroyed_in(reading.tx, employee, query.year) > 0;
    if (v.destroyed) show_as_signed(reading.tx, rules, v);
    v.open_records = reading.tx.one<std::int64_t>(sql::year_open_records, employee, first_of(query.year), first_of(query.year + 1));
    for (const auto& version : reading.tx.all<YearVersion>(sql::year_versions, employee, query.year)) v.versions.push_back(version);
    v.disciplinary = reading.tx.all<DisciplinaryRecord>(sql::year_disciplinary, employee, first_of(query.year), first_of(query.year + 1));
    v.as_signed = !v.versions.empty() && v.total && v.versions.front().total == *v.total;
    v.may_sign = c.year && !v.destroyed && v.open_records == 0 && !v.as_signed && employee != reading.actor.staff &&
                 reading.actor.may(Permission::score_staff, reading.site) && reading.actor.may(Permission::see_appraisals, reading.site);
    return v;
}

Result<YearStandings> list_year(work::Reading& reading, const ListYear& query) {
    return YearStandings{reading.tx.all<YearStanding>(sql::year_staff, reading.site, query.year, first_of(query.year), first_of(query.year + 1))};
}

Result<YearSigned> sign_year(Unit& unit, const SignYear& command) {
    if (command.employee == unit.moment.actor) return refuse(refused::own);
    if (!unit.actor.may(Permission::see_appraisals, unit.site)) return refuse(refused::not_yours_to_score);
    if (!organisation::on_staff(unit.tx, command.employee, unit.site)) return refuse(refused::employee_unknown);
    if (const auto open = unit.tx.one<std::int64_t>(sql::year_open_records, command.employee, first_of(command.year), first_of(command.year + 1)); open > 0) {
        auto no = refused::year_open;
        no.details = {{"open", open}};
        return refuse(std::move(no));
    }
    if (destroyed_in(unit.tx, command.employee, command.year) > 0) return refuse(refused::year_destroyed);
    const auto c = compute(rules_of(unit.rulebook(), command.year), rows_of_year(unit.tx, unit.site, command.employee, command.year));
    if (!c.year) return refuse(refused::year_incomplete);
    const auto text = document_of(command.year, command.employee, c);
    // Signing what is signed already would say nothing new.
    if (unit.tx.first<std::string>(sql::year_document, command.employee, command.year) == text) return refuse(refused::frozen);
    const auto number = static_cast<int>(unit.tx.one<std::int64_t>(sql::year_highest, command.employee, command.year)) + 1;
    return sign(unit, command.year, command.employee, number, *c.year, text);
}

// A portion is so many people, so that the desk's own writes come in between. All rows of a portion are read at once.
Result<YearsSigned> sign_years(Unit& unit, const SignYears& command) {
    if (!unit.actor.may(Permission::see_appraisals, unit.site)) return refuse(refused::not_yours_to_score);
    constexpr std::int64_t portion = 500;
    const auto rules = rules_of(unit.rulebook(), command.year);
    const auto from = first_of(command.year), until = first_of(command.year + 1);
    const auto staff = unit.tx.all<YearCandidate>(sql::year_candidates, unit.site, command.after.value_or(StaffId{}), command.year, from, until, portion);
    YearsSigned done;
    if (staff.empty()) return done;
    const auto rows = unit.tx.all<YearRow>(sql::year_rows_between, unit.site, staff.front().id, staff.back().id, from, until);
    std::size_t at = 0;
    for (const auto& one : staff) {
        while (at < rows.size() && rows[at].employee < one.id) ++at;
        auto end = at;
        while (end < rows.size() && rows[end].employee == one.id) ++end;
        const auto mine = std::span(rows).subspan(at, end - at);
        at = end;
        if (mine.empty()) continue;
        const auto c = one.open || one.destroyed || one.id == unit.moment.actor ? Computed{} : compute(rules, mine);
        if (!c.year) {
            ++done.incomplete;
            continue;
        }
        const auto text = document_of(command.year, one.id, c);
        if (one.digest && *one.digest == journal::sha256_hex(text)) {
            ++done.unchanged;
            continue;
        }
        done.excellent += sign(unit, command.year, one.id, static_cast<int>(one.highest) + 1, *c.year, text).excellent;
        ++done.signed_;
    }
    if (static_cast<std::int64_t>(staff.size()) == portion) done.next = staff.back().id;
    return done;
}

}  // namespace huiyin::appraisal
