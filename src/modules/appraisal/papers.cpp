// What stands on the four records of A5. The month's is read from its page; a year's and a statistics sheet's from the document
// that was signed, so that a paper printed years later says what was signed. Points stand as people write them.
#include "huiyin_appraisal_sql.hpp"
#include "journal/digest.hpp"
#include "statistics.hpp"

namespace huiyin::appraisal {
namespace {

using boost::json::array;
using boost::json::object;

std::string name_of(work::Reading& reading, StaffId id) { return organisation::staff_name(reading.tx, id).value_or(""); }

std::string department_of(work::Reading& reading, StaffId id) {
    const auto department = organisation::department_of(reading.tx, id);
    return department ? reading.tx.first<std::string>(sql::department_name_anywhere, *department).value_or("") : std::string{};
}

std::string period_text(RecordKind kind, Day period) {
    if (kind == RecordKind::year_end) return std::to_string(period.year());
    return kind == RecordKind::month || kind == RecordKind::monthly ? period.iso().substr(0, 7) : period.iso();
}

// An item of ours has words in every language, one of the manager's own its name.
std::string item_said(const CriteriaItem& item) { return item.name.empty() ? item.key : item.name; }

struct SignedYear {
    AppraisalId id{};
    StaffId employee{};
    int year = 0, number = 0;
    std::string document, digest;
    Instant signed_at{};
    StaffId signed_by{};
    std::optional<Instant> destroyed_at;
};
BOOST_DESCRIBE_STRUCT(SignedYear, (), (id, employee, year, number, document, digest, signed_at, signed_by, destroyed_at))

// A fraction as people read it: exact, and rounded beside it where it does not end.
std::string said(const std::string& exact, Points about) { return exact.contains('/') ? exact + " ≈ " + about.text() : exact; }

Points points_of(const std::string& exact) { return rounded(Exact(exact), 2); }

// Every step of A4.6 with its numbers.
array steps_of(const YearDocument& d) {
    array steps;
    const auto step = [&](std::string_view name, std::string working, std::string result) {
        steps.push_back(object{{"year_step", name}, {"working", std::move(working)}, {"result", std::move(result)}});
    };
    std::string sum;
    Exact total = 0;
    for (const auto& part : d.parts) {
        if (part.weight == 0) continue;
        const std::string name(json::enum_name(part.part));
        step(name + "_sum", "∑ " + std::to_string(part.rows.size()), Points{part.weighted_hundredths}.text());
        step(name + "_mean", Points{part.weighted_hundredths}.text() + " ÷ " + std::to_string(part.weight), said(part.mean, part.mean_rounded));
        step(name + "_share", part.mean + " × " + std::to_string(part.percent), said(part.share, points_of(part.share)));
        sum += (sum.empty() ? "" : " + ") + part.share;
        total += Exact(part.share);
    }
    const auto whole = fraction_text(total);
    step("shares", sum, said(whole, rounded(total, 2)));
    step("divided", whole + " ÷ " + std::to_string(d.divisor), said(d.total_exact, points_of(d.total_exact)));
    step("rounded", d.total_exact + " → 0." + std::string(static_cast<std::size_t>(d.decimals), '0'), d.total.text());
    return steps;
}

std::optional<work::FormContent> content_of(work::Reading& reading, std::int64_t id, bool annual) {
    const auto sheet = find_sheet(reading.tx, {id}, reading.site);
    if (!sheet || !reading.actor.may(Permission::see_appraisals, reading.site) || sheet->state == StatisticsState::planned ||
        (sheet->span == StatisticsSpan::annual) != annual)
        return std::nullopt;
    work::FormContent content;
    content.gone = sheet->state == StatisticsState::destroyed;
    if (content.gone) return content;
    const auto d = read_document(sheet->document);
    ensure(d.has_value(), "a signed sheet is kept whole");
    auto& f = content.fields;
    f["statistics_span"] = json::enum_name(d->span);
    f["appraisal_period"] = d->span == StatisticsSpan::month ? d->period.iso().substr(0, 7) : std::to_string(d->period.year());
    f["team"] = d->department_name;
    f["filled_by"] = sheet->signed_by ? name_of(reading, *sheet->signed_by) : std::string{};
    f["signed_manager"] = f["filled_by"];
    if (sheet->signed_at) f["appraised_at"] = sheet->signed_at->ms;
    f["record_digest"] = sheet->digest;
    const auto said_if = [](const std::optional<Points>& p) { return p ? p->text() : std::string{}; };
    array rows;
    std::string awards;
    int n = 0;
    for (const auto& r : d->rows) {
        object row{{"nth", ++n}, {"appraised", r.name}, {"team", r.department}, {"statistics_score", said_if(r.score)}, {"commendations", r.commendations}, {"punished", r.punished}};
        if (d->span == StatisticsSpan::month) {
            row["aspect_conduct"] = said_if(r.conduct);
            row["aspect_diligence"] = said_if(r.diligence);
            row["aspect_ability"] = said_if(r.ability);
            row["aspect_achievement"] = said_if(r.achievement);
            row["taken_points"] = said_if(r.deducted);
            row["bonus_points"] = r.score ? r.bonus.text() : std::string{};
        } else if (d->span == StatisticsSpan::year) {
            for (int m = 1; m <= 12; ++m) row["m" + std::to_string(m)] = "";
            for (const auto& m : r.months) row["m" + std::to_string(m.month)] = m.score.text();
        } else {
            row["inspections_mean"] = said_if(r.inspections);
            row["month_mean"] = said_if(r.month_mean);
            row["year_end_score"] = said_if(r.year_end);
            row["award"] = r.excellent ? "excellent" : "";
            if (r.excellent) awards += (awards.empty() ? "" : "、") + r.name;
        }
        rows.push_back(std::move(row));
    }
    f[d->span == StatisticsSpan::month ? "month_rows" : d->span == StatisticsSpan::year ? "twelve_months" : "annual_rows"] = std::move(rows);
    if (annual) f["awards"] = awards;
    f["staff_count"] = d->sum.staff;
    f["counted"] = d->sum.counted;
    f["mean_score"] = said_if(d->sum.mean);
    f["highest_score"] = said_if(d->sum.highest);
    f["lowest_score"] = said_if(d->sum.lowest);
    f["award_count"] = d->sum.excellent;
    return content;
}

}  // namespace

std::optional<work::FormContent> month_content(work::Reading& reading, std::int64_t id) {
    const auto r = find_record(reading.tx, {id}, reading.site);
    if (!r || r->kind != RecordKind::month || !may_see(reading.actor, reading.site, *r)) return std::nullopt;
    if (r->state == AppraisalState::planned || r->state == AppraisalState::excused) return std::nullopt;
    work::FormContent content;
    content.gone = r->state == AppraisalState::destroyed;
    if (content.gone) return content;
    const auto sheet = find_criteria(reading.tx, r->sheet);
    ensure(sheet.has_value(), "a record keeps its sheet");
    const auto items = sheet->read_items();
    const auto marks = marks_of(reading.tx, r->id);
    const auto scored = score_of(items, deductions_of(marks), {});
    ensure(scored.has_value(), "what was signed can be counted again");
    auto& f = content.fields;
    auto& p = content.personal;
    const auto scorer = name_of(reading, r->scored_by.value_or(StaffId{}));
    f["appraised"] = name_of(reading, r->employee);
    f["team"] = department_of(reading, r->employee);
    f["appraisal_level"] = json::enum_name(r->level);
    f["appraisal_period"] = period_text(r->kind, r->period);
    f["appraised_by"] = scorer;
    if (r->scored_at) f["appraised_at"] = r->scored_at->ms;
    f["criteria_sheet"] = sheet->number;
    f["appraisal_revision"] = r->revision;
    array criteria, deductions, reasons;
    for (std::size_t i = 0; i < items.size(); ++i)
        criteria.push_back(object{{"aspect", json::enum_name(items[i].aspect)}, {"criterion", item_said(items[i])}, {"full_points", items[i].points.text()},
                                  {"taken_points", scored->items[i].deducted.text()}, {"left_points", scored->items[i].left.text()}});
    for (const auto& m : marks) {
        const auto& item = items.at(static_cast<std::size_t>(m.item));
        journal::Subject behind{journal::SubjectKind::complaint, m.complaint.value};
        if (!behind.id && m.proposal)
            if (const auto proposal = find_proposal(reading.tx, m.proposal)) behind = {proposal->subject_kind, proposal->subject_id};
        const auto number = behind.id ? reading.world.describe(reading.tx, reading.site, behind).number : std::string{};
        // A4.9: what is punishable takes the whole item, whatever was written beside it.
        deductions.push_back(object{{"criterion", item_said(item)}, {"taken_points", (m.punishable ? item.points : m.points).text()}, {"matter_number", number}});
        reasons.push_back(object{{"deduction_reason", m.reason}, {"measure", m.measure}});
    }
    f["criteria"] = std::move(criteria);
    f["deductions"] = std::move(deductions);
    p["deductions"] = std::move(reasons);
    f["full_total"] = scored->full.text();
    f["deducted_total"] = (scored->full - r->ordinary).text();
    f["ordinary_score"] = r->ordinary.text();
    f["bonus_points"] = r->bonus.text();
    f["month_score"] = r->score.text();
    f["days_worked"] = r->days - r->days_away;
    p["bonus_decision"] = r->bonus_decision;
    p["appraisal_summary"] = r->summary;
    f["employee_answer"] = json::enum_name(r->state);
    if (r->answered_at) f["answered_at_time"] = r->answered_at->ms;
    p["employee_remark"] = r->remark;
    p["appeal_ruling"] = r->ruling;
    f["signed_appraiser"] = scorer;
    if (r->answered_at && r->state == AppraisalState::confirmed) f["signed_appraised"] = f["appraised"];
    f["record_digest"] = r->digest;
    return content;
}

std::optional<work::FormContent> year_content(work::Reading& reading, std::int64_t id) {
    const auto y = reading.tx.first<SignedYear>(sql::year_signed_find, AppraisalId{id}, reading.site);
    if (!y || (y->employee != reading.actor.staff && !reading.actor.may(Permission::see_appraisals, reading.site))) return std::nullopt;
    work::FormContent content;
    content.gone = y->destroyed_at.has_value();
    if (content.gone) return content;
    const auto d = read_year(y->document);
    ensure(d.has_value(), "a signed year is kept whole");
    auto& f = content.fields;
    f["appraised"] = name_of(reading, y->employee);
    f["team"] = department_of(reading, y->employee);
    f["appraisal_year"] = std::to_string(y->year);
    f["appraisal_revision"] = y->number;
    f["appraised_by"] = name_of(reading, y->signed_by);
    f["signed_appraiser"] = f["appraised_by"];
    f["appraised_at"] = y->signed_at.ms;
    f["year_steps"] = steps_of(*d);
    f["year_total"] = d->total.text();
    f["award"] = d->excellent ? "excellent" : "none";
    f["decimals"] = d->decimals;
    f["divisor"] = d->divisor;
    array rows;
    for (const auto& part : d->parts)
        for (const auto& r : part.rows)
            rows.push_back(object{{"year_part", json::enum_name(part.part)}, {"appraisal_kind", json::enum_name(r.kind)}, {"appraisal_period", period_text(r.kind, r.period)},
                                  {"weight", r.weight}, {"statistics_score", r.score.text()}, {"weighted", Points{r.weighted_hundredths}.text()}});
    f["year_rows"] = std::move(rows);
    object percents;
    for (const auto& part : d->parts) percents[json::enum_name(part.part)] = part.percent;
    f["percents"] = std::move(percents);
    f["record_digest"] = y->digest;
    return content;
}

std::optional<work::FormContent> statistics_content(work::Reading& reading, std::int64_t sheet) { return content_of(reading, sheet, false); }
std::optional<work::FormContent> annual_content(work::Reading& reading, std::int64_t sheet) { return content_of(reading, sheet, true); }

}  // namespace huiyin::appraisal
