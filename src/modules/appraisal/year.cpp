// The year (A4.6, A4.8): computed from the signed rows each time it is opened, shown step by step, signed when all is in.
#include "huiyin_appraisal_sql.hpp"
#include "journal/digest.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::appraisal {
namespace {

struct YearRow {
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
BOOST_DESCRIBE_STRUCT(YearRow, (), (id, kind, period, state, weight, score, bonus, weighted_hundredths, site_name, worked))

struct Computed {
    std::vector<FormulaPart> parts;
    std::optional<Year> year;
    int decimals = 0;
    Points excellent_above{};
};

// The signed document: every row with its weight and score, the parts, the exact total.
struct YearDocument {
    int year = 0;
    StaffId employee{};
    std::vector<FormulaPart> parts;
    int divisor = 0, decimals = 0;
    std::string total_exact;
    Points total{};
    bool excellent = false;
};
BOOST_DESCRIBE_STRUCT(YearDocument, (), (year, employee, parts, divisor, decimals, total_exact, total, excellent))

YearPart part_of(RecordKind kind) {
    return is_inspection(kind) ? YearPart::inspections : kind == RecordKind::month ? YearPart::months : YearPart::year_end;
}

Day first_of(int year) { return Day::of(year, 1, 1); }

// An inspection weighs what the rulebook says of its kind; a month as many working days as were worked in it.
Computed compute(store::Tx& tx, const rulebook::Rulebook& book, SiteId site, StaffId employee, int year) {
    const auto on = std::max(first_of(year + 1) - 1, book.from());
    Computed c;
    const auto& shares = book.at("A4.6").parameter("year-weights", on).shares;
    const auto percent = [&](std::string_view key) {
        for (const auto& share : shares)
            if (share.key == key) return share.points;
        throw Impossible("the year's weights name inspections, monthly and year-end (A4.6)");
    };
    c.parts = {{YearPart::inspections, percent("inspections"), {}, 0, 0, "", {}, ""},
               {YearPart::months, percent("monthly"), {}, 0, 0, "", {}, ""},
               {YearPart::year_end, percent("year-end"), {}, 0, 0, "", {}, ""}};
    std::array<std::vector<Counted>, 3> counted;
    for (const auto& r : tx.all<YearRow>(sql::year_rows, employee, first_of(year), first_of(year + 1), site)) {
        const auto part = static_cast<std::size_t>(part_of(r.kind));
        std::int64_t weight = 1;
        if (is_inspection(r.kind)) weight = book.number("A4.6", "weight-" + std::string(json::enum_name(r.kind)), on);
        else if (r.kind == RecordKind::month) weight = r.worked;
        counted[part].push_back({weight, r.score});
        c.parts[part].rows.push_back({r.id, r.kind, r.period, r.state, weight, r.score, r.bonus, weight * r.score.hundredths, r.site_name});
    }
    const auto inspections = mean_of(counted[0]), months = mean_of(counted[1]), year_end = mean_of(counted[2]);
    c.decimals = book.number("A4.6", "decimals", on);
    c.excellent_above = Points{book.number("A4.8", "excellent-above", on)};
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

bool may_see_year(const work::Reading& reading, StaffId employee) {
    return employee == reading.actor.staff || reading.actor.may(Permission::see_appraisals, reading.site);
}

}  // namespace

void OpenYear::check(Checks& c) const { c.when(year < 2000 || year > 2999, "year", "out-of-range"); }
void ListYear::check(Checks& c) const { c.when(year < 2000 || year > 2999, "year", "out-of-range"); }
void SignYear::check(Checks& c) const {
    c.when(year < 2000 || year > 2999, "year", "out-of-range");
    c.when(!employee, "employee", "required");
}

Result<YearPage> open_year(work::Reading& reading, const OpenYear& query) {
    const auto employee = query.employee.value_or(reading.actor.staff);
    if (!may_see_year(reading, employee) || !organisation::on_staff(reading.tx, employee, reading.site)) return refuse(refused::not_found);
    const auto c = compute(reading.tx, *reading.world.rulebook, reading.site, employee, query.year);
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
    v.open_records = reading.tx.one<std::int64_t>(sql::year_open_records, employee, first_of(query.year), first_of(query.year + 1));
    for (const auto& version : reading.tx.all<YearVersion>(sql::year_versions, employee, query.year)) v.versions.push_back(version);
    v.disciplinary = reading.tx.all<DisciplinaryRecord>(sql::year_disciplinary, employee, first_of(query.year), first_of(query.year + 1));
    v.as_signed = !v.versions.empty() && v.total && v.versions.front().total == *v.total;
    v.may_sign = c.year && v.open_records == 0 && !v.as_signed && employee != reading.actor.staff &&
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
    const auto c = compute(unit.tx, unit.rulebook(), unit.site, command.employee, command.year);
    if (!c.year) return refuse(refused::year_incomplete);
    const YearDocument document{command.year, command.employee, c.parts, c.year->divisor, c.decimals, fraction_text(c.year->total), c.year->rounded, c.year->excellent};
    const auto text = json::text(document);
    // Signing what is signed already would say nothing new.
    if (unit.tx.first<std::string>(sql::year_document, command.employee, command.year) == text) return refuse(refused::frozen);
    const auto id = unit.make_id<AppraisalId>();
    YearSigned signed_{static_cast<int>(unit.tx.one<std::int64_t>(sql::year_highest, command.employee, command.year)) + 1, c.year->rounded, c.year->excellent,
                       journal::sha256_hex(text)};
    unit.tx.run(sql::year_insert, id, unit.site, command.employee, command.year, signed_.number, signed_.total, signed_.excellent, text, signed_.digest,
                unit.moment.now, unit.moment.actor);
    unit.tell({"appraisal.year_signed", {journal::SubjectKind::appraisal, id.value},
               {{"year", command.year}, {"executor", std::to_string(command.employee.value)}, {"number", signed_.number}, {"total", signed_.total.hundredths},
                {"excellent", signed_.excellent ? "yes" : "no"}, {"digest", signed_.digest}}, {}});
    return signed_;
}

}  // namespace huiyin::appraisal
