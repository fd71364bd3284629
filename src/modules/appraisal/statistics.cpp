// The statistics sheets (A4.7, A5): computed from the rows in a few readings, however many people there are; frozen when signed.
#include "statistics.hpp"

#include <algorithm>
#include <map>

#include "huiyin_appraisal_sql.hpp"
#include "journal/digest.hpp"
#include "work/gates.hpp"

namespace huiyin::appraisal {
namespace {

struct Person {
    StaffId id{};
    std::string name, department;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name, department))
struct MonthRow {
    AppraisalId id{};
    StaffId employee{};
    Day period{};
    CriteriaId sheet{};
    Points ordinary{}, bonus{}, score{};
};
BOOST_DESCRIBE_STRUCT(MonthRow, (), (id, employee, period, sheet, ordinary, bonus, score))
struct MarkRow {
    AppraisalId appraisal{};
    int item = 0;
    Points points{};
    bool punishable = false;
};
BOOST_DESCRIBE_STRUCT(MarkRow, (), (appraisal, item, points, punishable))
struct Total {
    StaffId employee{};
    Points total{};
    bool excellent = false;
    std::string document;
};
BOOST_DESCRIBE_STRUCT(Total, (), (employee, total, excellent, document))
struct Merits {
    StaffId employee{};
    std::int64_t commendations = 0, punished = 0;
};
BOOST_DESCRIBE_STRUCT(Merits, (), (employee, commendations, punished))

Day first_of_year(Day day) { return Day::of(day.year(), 1, 1); }

// The figures of one month: what each aspect has left, counted again from the marks.
void fill_month(store::Tx& tx, std::map<CriteriaId, std::vector<CriteriaItem>>& sheets, const MonthRow& month, const std::vector<Deduction>& deductions,
                StatisticsRow& row) {
    auto& items = sheets[month.sheet];
    if (items.empty()) {
        const auto sheet = find_criteria(tx, month.sheet);
        ensure(sheet.has_value(), "a record keeps its sheet");
        items = sheet->read_items();
    }
    const auto scored = score_of(items, deductions, {});
    ensure(scored.has_value(), "what was signed can be counted again");
    Points left[4]{};
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto& aspect = left[static_cast<std::size_t>(items[i].aspect)];
        aspect = aspect + scored->items[i].left;
    }
    row.record = month.id;
    row.conduct = left[0];
    row.diligence = left[1];
    row.ability = left[2];
    row.achievement = left[3];
    row.deducted = scored->deducted;
    row.bonus = month.bonus;
    row.score = month.score;
}

// Half up, as everywhere.
Points mean_of_points(std::int64_t hundredths, std::int64_t n) { return rounded(Exact(hundredths) / (100 * n), 2); }

void sum_up(StatisticsPage& page) {
    std::int64_t total = 0;
    auto& sum = page.sum;
    for (const auto& row : page.rows) {
        ++sum.staff;
        sum.excellent += row.excellent;
        sum.commendations += row.commendations;
        sum.punished += row.punished;
        if (!row.score) continue;
        ++sum.counted;
        total += row.score->hundredths;
        sum.highest = sum.highest ? std::max(*sum.highest, *row.score) : *row.score;
        sum.lowest = sum.lowest ? std::min(*sum.lowest, *row.score) : *row.score;
    }
    if (sum.counted) sum.mean = mean_of_points(total, sum.counted);
}

std::vector<Sheet> sheets_of(store::Tx& tx, SiteId site, StatisticsSpan span, Day period, DepartmentId department) {
    return tx.all<Sheet>(sql::statistics_of, site, span, period, department);
}

}  // namespace

Day first_of(StatisticsSpan span, Day day) { return span == StatisticsSpan::month ? day.first_of_month() : first_of_year(day); }
Day end_of(StatisticsSpan span, Day first) { return span == StatisticsSpan::month ? first.next_month() : Day::of(first.year() + 1, 1, 1); }

std::string document_of(const StatisticsPage& page) {
    return json::text(StatisticsDocument{page.span, page.period, page.department_name, page.rows, page.sum});
}

std::optional<StatisticsDocument> read_document(const std::string& text) {
    StatisticsDocument d;
    std::vector<FieldError> errors;
    const auto value = json::parse(text);
    if (!value) return std::nullopt;
    json::read(*value, d, errors, "");
    if (!errors.empty()) return std::nullopt;
    return d;
}

StatisticsPage statistics_of(store::Tx& tx, SiteId site, StatisticsSpan span, Day first, std::optional<DepartmentId> department) {
    StatisticsPage page;
    page.span = span;
    page.period = first;
    page.department = department;
    const auto of = department.value_or(DepartmentId{});
    if (department) page.department_name = tx.first<std::string>(sql::department_name, of, site).value_or("");
    const auto until = end_of(span, first);
    std::map<StaffId, std::size_t> at;
    for (auto& person : tx.all<Person>(sql::statistics_staff, site, first, until, of)) {
        at[person.id] = page.rows.size();
        StatisticsRow row;
        row.employee = person.id;
        row.name = std::move(person.name);
        row.department = std::move(person.department);
        page.rows.push_back(std::move(row));
    }
    if (span == StatisticsSpan::annual) {
        for (const auto& total : tx.all<Total>(sql::statistics_totals, site, first.year())) {
            const auto found = at.find(total.employee);
            if (found == at.end()) continue;
            auto& row = page.rows[found->second];
            row.score = total.total;
            row.excellent = total.excellent;
            if (const auto document = read_year(total.document))
                for (const auto& part : document->parts) {
                    if (part.weight == 0) continue;
                    (part.part == YearPart::inspections ? row.inspections : part.part == YearPart::months ? row.month_mean : row.year_end) = part.mean_rounded;
                }
        }
    } else {
        std::map<AppraisalId, std::vector<Deduction>> marks;
        if (span == StatisticsSpan::month)
            for (const auto& m : tx.all<MarkRow>(sql::statistics_marks, site, first, until)) marks[m.appraisal].push_back({m.item, m.points, m.punishable});
        std::map<CriteriaId, std::vector<CriteriaItem>> sheets;
        for (const auto& month : tx.all<MonthRow>(sql::statistics_months, site, first, until)) {
            const auto found = at.find(month.employee);
            if (found == at.end()) continue;
            auto& row = page.rows[found->second];
            if (span == StatisticsSpan::month) fill_month(tx, sheets, month, marks[month.id], row);
            else row.months.push_back({month.period.month(), month.id, month.score});
        }
        for (auto& row : page.rows) {
            if (row.months.empty()) continue;
            std::int64_t total = 0;
            for (const auto& m : row.months) total += m.score.hundredths;
            row.score = mean_of_points(total, static_cast<std::int64_t>(row.months.size()));
        }
    }
    for (const auto& merits : tx.all<Merits>(sql::statistics_years_records, site, first, until))
        if (const auto found = at.find(merits.employee); found != at.end()) {
            page.rows[found->second].commendations = merits.commendations;
            page.rows[found->second].punished = merits.punished;
        }
    sum_up(page);
    page.sum.open = span == StatisticsSpan::annual ? tx.one<std::int64_t>(sql::statistics_unsigned_totals, site, first.year(), of, first)
                                                   : tx.one<std::int64_t>(sql::statistics_open, site, RecordKind::month, first, until, of);
    return page;
}

std::optional<Sheet> find_sheet(store::Tx& tx, StatisticsId id, SiteId site) { return tx.first<Sheet>(sql::statistics_find, id, site); }

void plan_statistics(Unit& unit, Day month) {
    const auto plan = [&](StatisticsSpan span, Day period) {
        if (!sheets_of(unit.tx, unit.site, span, period, {}).empty()) return;
        // Where nobody is appraised there is nothing to fill in.
        if (unit.tx.one<std::int64_t>(sql::statistics_open, unit.site, RecordKind::month, period, end_of(span, period), DepartmentId{}) == 0) return;
        const auto id = unit.make_id<StatisticsId>();
        unit.tx.run(sql::statistics_insert, id, unit.site, span, period, DepartmentId{}, 1, StatisticsState::planned, "", "", unit.moment.now,
                    std::optional<Instant>{}, std::optional<StaffId>{});
        unit.tell({"statistics.planned", {journal::SubjectKind::statistics, id.value}, {{"span", json::enum_name(span)}, {"period", period.iso()}}, {}});
    };
    plan(StatisticsSpan::month, month);
    if (month.month() != 12) return;
    plan(StatisticsSpan::year, first_of_year(month));
    plan(StatisticsSpan::annual, first_of_year(month));
}

Result<StatisticsPage> open_statistics(work::Reading& reading, const OpenStatistics& query) {
    const auto today = reading.calendar().zone().day_of(reading.now);
    // What has ended: the month before this one, the year before this one.
    const auto last = query.span == StatisticsSpan::month ? today.first_of_month() - 1 : first_of_year(today) - 1;
    const auto first = first_of(query.span, query.period.value_or(last));
    if (query.department && !reading.tx.first<std::string>(sql::department_name, *query.department, reading.site))
        return refuse({"invalid", Trouble::invalid, {}, {{"department", "unknown-value"}}, {}});
    auto page = statistics_of(reading.tx, reading.site, query.span, first, query.department);
    const auto now_digest = journal::sha256_hex(document_of(page));
    for (const auto& sheet : sheets_of(reading.tx, reading.site, query.span, first, query.department.value_or(DepartmentId{}))) {
        if (sheet.state == StatisticsState::planned) {
            page.planned = sheet.id;
            page.due_at = due_of(reading.tx, sheet.as_subject());
            continue;
        }
        page.as_signed = page.as_signed || (page.versions.empty() && sheet.digest == now_digest);
        page.versions.push_back({sheet.id, sheet.number, sheet.state, sheet.signed_by ? organisation::staff_name(reading.tx, *sheet.signed_by).value_or("") : "",
                                 sheet.digest, sheet.signed_at});
    }
    page.may_sign = !page.as_signed && page.sum.open == 0 && page.sum.counted > 0 && end_of(query.span, first) <= today &&
                    reading.actor.may(Permission::score_staff, reading.site);
    return page;
}

Result<StatisticsSigned> sign_statistics(Unit& unit, const SignStatistics& command) {
    if (const auto allowed = unit.require(Permission::score_staff); !allowed) return refuse(allowed.error());
    if (command.department && !unit.tx.first<std::string>(sql::department_name, *command.department, unit.site))
        return refuse({"invalid", Trouble::invalid, {}, {{"department", "unknown-value"}}, {}});
    const auto first = first_of(command.span, command.period);
    if (end_of(command.span, first) > unit.today()) return refuse(refused::statistics_not_ended);
    const auto page = statistics_of(unit.tx, unit.site, command.span, first, command.department);
    if (page.sum.open > 0) {
        auto no = refused::statistics_open;
        no.details = {{"open", page.sum.open}};
        return refuse(std::move(no));
    }
    if (page.sum.counted == 0) return refuse(refused::statistics_empty);
    auto document = document_of(page);
    auto digest = journal::sha256_hex(document);
    const auto before = sheets_of(unit.tx, unit.site, command.span, first, command.department.value_or(DepartmentId{}));
    if (!before.empty() && before.front().digest == digest) return refuse(refused::frozen);
    Sheet sheet;
    if (!before.empty() && before.front().state == StatisticsState::planned) {
        sheet = before.front();
        if (unit.tx.run(sql::statistics_save, sheet.id, StatisticsState::signed_, document, digest, unit.moment.now, unit.moment.actor, sheet.version) == 0)
            throw store::StaleRow("statistics " + std::to_string(sheet.id.value));
    } else {
        sheet.id = unit.make_id<StatisticsId>();
        sheet.number = before.empty() ? 1 : before.front().number + 1;
        unit.tx.run(sql::statistics_insert, sheet.id, unit.site, command.span, first, command.department.value_or(DepartmentId{}), sheet.number,
                    StatisticsState::signed_, document, digest, unit.moment.now, unit.moment.now, unit.moment.actor);
    }
    unit.tell({"statistics.signed", {journal::SubjectKind::statistics, sheet.id.value},
               {{"span", json::enum_name(command.span)}, {"period", first.iso()}, {"number", sheet.number}, {"counted", page.sum.counted}, {"digest", digest}}, {}});
    return StatisticsSigned{sheet.id, sheet.number, std::move(digest)};
}

}  // namespace huiyin::appraisal
