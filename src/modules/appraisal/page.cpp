// Records as people meet them: the list, and one record with its sheet, its marks and everything behind them.
#include "huiyin_appraisal_sql.hpp"
#include "journal/digest.hpp"
#include "organisation/leave.hpp"
#include "record.hpp"

namespace huiyin::appraisal {
namespace {

constexpr std::int64_t beyond = 9'000'000'000'000'000'000;

struct Place {
    std::int64_t period = beyond, id = beyond;
};
std::optional<Place> read_place(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos) return std::nullopt;
    Place p{number_in(text.substr(0, colon)), number_in(text.substr(colon + 1))};
    if (!p.period || !p.id) return std::nullopt;
    return p;
}


AppraisalMark view_of(work::Reading& reading, const Mark& m) {
    AppraisalMark v{m.id, m.item, m.points, m.reason, m.punishable, m.measure, text_of(m.complaint.value), {}, {}, {}, text_of(m.photo), {}};
    if (m.proposal) v.proposal = m.proposal;
    journal::Subject behind{journal::SubjectKind::complaint, m.complaint.value};
    if (!behind.id && m.proposal)
        if (const auto p = find_proposal(reading.tx, m.proposal)) behind = {p->subject_kind, p->subject_id};
    if (!behind.id) return v;
    auto name = reading.world.describe(reading.tx, reading.site, behind);
    v.number = std::move(name.number);
    v.title = std::move(name.title);
    // Everybody reads what a mark is about; opening the matter needs the right to it.
    if (reading.world.may_see(reading.tx, reading.actor, reading.site, behind)) v.path = std::move(name.path);
    return v;
}

ProposalView view_of(work::Reading& reading, const Proposal& p) {
    const journal::Subject subject{p.subject_kind, p.subject_id};
    auto name = reading.world.describe(reading.tx, p.site, subject);
    if (!reading.world.may_see(reading.tx, reading.actor, reading.site, subject)) name.path.clear();
    return {p.id, p.rule, p.state, p.at, p.item, p.points, p.clause, p.act, std::move(name.number), std::move(name.title), std::move(name.path), p.reason};
}

std::string name_of(work::Reading& reading, const std::optional<StaffId>& id) {
    return id && *id ? organisation::staff_name(reading.tx, *id).value_or("") : std::string{};
}

// Where some items stand in the sheets of this site: ",sheet:place,sheet:place,".
template <class Wanted>
std::string places_of(work::Reading& reading, const Wanted& wanted) {
    std::string places = ",";
    for (const auto& sheet : criteria_of(reading.tx, reading.site)) {
        const auto items = sheet.read_items();
        for (std::size_t i = 0; i < items.size(); ++i)
            if (wanted(items[i])) places += std::to_string(sheet.id.value) + ":" + std::to_string(i) + ",";
    }
    return places;
}

}  // namespace

void ListAppraisals::check(Checks& c) const {
    if (from && until) c.when(*until <= *from, "until", "not-after-from");
    if (item) c.length("item", *item, 200);
    if (clause) c.length("clause", *clause, 40);
}

Result<AppraisalList> list_appraisals(work::Reading& reading, const ListAppraisals& query) {
    AppraisalList list;
    list.may_score = reading.actor.may(Permission::score_staff, reading.site);
    list.may_see_all = reading.actor.may(Permission::see_appraisals, reading.site);
    list.may_rule = reading.actor.may(Permission::rule_on_appraisals, reading.site);
    const bool allowed = query.show == AppraisalShow::mine || (query.show == AppraisalShow::to_score && list.may_score) ||
                         (query.show == AppraisalShow::appeals && (list.may_rule || list.may_see_all)) ||
                         (query.show == AppraisalShow::all && list.may_see_all);
    if (!allowed) return refuse({"not-permitted", Trouble::forbidden, {}, {}, {{"permission", "see_appraisals"}}});
    Place from;
    if (query.cursor && !query.cursor->empty()) {
        const auto read = read_place(*query.cursor);
        if (!read) return refuse(refused::bad_cursor);
        from = *read;
    }
    const std::string kind = query.kind ? std::string(json::enum_name(*query.kind)) : "";
    const bool behind_a_figure = query.from || query.until || query.scorer || query.department || query.item || query.clause;
    const auto item = query.item && !query.item->empty() ? places_of(reading, [&](const CriteriaItem& i) { return item_key(i) == *query.item; }) : "";
    const auto clause = query.clause.value_or("");
    const auto of_clause = clause.empty() ? "" : places_of(reading, [&](const CriteriaItem& i) { return clause_of(i) == clause; });
    const auto ask = [&](auto&& with) {
        return with(reading.site, query.show, reading.actor.staff, kind, query.employee.value_or(StaffId{}), behind_a_figure, query.from.value_or(Day{-1'000'000}),
                    query.until.value_or(Day{1'000'000'000}), query.scorer.value_or(StaffId{}), query.department.value_or(DepartmentId{}), item, clause, of_clause);
    };
    list.rows = ask([&](const auto&... a) { return reading.tx.all<AppraisalRow>(sql::appraisals_list, a..., from.period, from.id); });
    if (behind_a_figure) list.counted = ask([&](const auto&... a) { return reading.tx.one<std::int64_t>(sql::appraisals_counted, a...); });
    if (list.rows.size() > 50) {
        list.rows.pop_back();
        list.next = std::to_string(list.rows.back().period.number) + ":" + std::to_string(list.rows.back().id.value);
    }
    for (auto& row : list.rows)
        if (const auto due = due_of(reading.tx, {journal::SubjectKind::appraisal, row.id.value})) {
            row.due_at = due;
            row.late = *due <= reading.now;
        }
    // What waits for me stands in the order in which it is due.
    if (query.show == AppraisalShow::to_score && list.next.empty() && !query.cursor)
        std::ranges::stable_sort(list.rows, {}, [](const AppraisalRow& r) { return r.due_at.value_or(Instant{beyond}); });
    list.mine_to_answer = reading.tx.one<std::int64_t>(sql::appraisals_to_answer, reading.site, reading.actor.staff);
    if (list.may_score) list.to_score = reading.tx.one<std::int64_t>(sql::appraisals_to_score, reading.site, reading.actor.staff);
    if (list.may_rule) list.appeals = reading.tx.one<std::int64_t>(sql::appraisals_appealed, reading.site);
    if (list.may_see_all && query.show == AppraisalShow::all && !query.cursor) {
        const auto today = reading.calendar().zone().day_of(reading.now);
        list.not_planned = reading.tx.all<std::string>(sql::appraisals_without, reading.site, RecordKind::weekly, today - today.weekday());
    }
    return list;
}

Result<AppraisalPage> open_appraisal(work::Reading& reading, const OpenAppraisal& query) {
    const auto r = find_record(reading.tx, query.id, reading.site);
    if (!r || !may_see(reading.actor, reading.site, *r)) return refuse(refused::not_found);
    const auto sheet = find_criteria(reading.tx, r->sheet);
    ensure(sheet.has_value(), "a record keeps its sheet");
    const auto items = sheet->read_items();
    const auto marks = marks_of(reading.tx, r->id);
    const auto on = reading.calendar().zone().day_of(r->scored_at.value_or(reading.now));
    const auto scored = score_of(items, deductions_of(marks), bonus_of(*reading.world.rulebook, on, r->bonus, !r->bonus_decision.empty()));

    AppraisalPage v;
    v.id = r->id;
    v.version = r->version;
    v.kind = r->kind;
    v.level = r->level;
    v.period = r->period;
    v.employee = r->employee;
    v.employee_name = name_of(reading, r->employee);
    v.scorer_name = name_of(reading, r->scored_by ? r->scored_by : r->scorer);
    v.state = r->state;
    v.revision = r->revision;
    v.superseded_by = r->superseded_by;
    v.sheet_number = sheet->number;
    for (std::size_t i = 0; i < items.size(); ++i)
        v.items.push_back({items[i], scored ? scored->items[i].deducted : Points{}, scored ? scored->items[i].left : items[i].points});
    for (const auto& item : items) v.full = v.full + item.points;
    for (const auto& m : marks) v.marks.push_back(view_of(reading, m));
    v.deducted = v.full - r->ordinary;
    v.ordinary = r->ordinary;
    v.bonus = r->bonus;
    v.score = r->score;
    const auto bounds = bonus_of(*reading.world.rulebook, on, {}, false);
    v.bonus_least = bounds.least;
    v.bonus_most = bounds.most;
    v.bonus_decision = r->bonus_decision;
    v.summary = r->summary;
    v.days = r->days;
    v.days_away = r->days_away;
    // Until it is scored, what the approved leave says; the scorer may know more.
    if (r->kind == RecordKind::month && r->state == AppraisalState::planned)
        v.days_away = organisation::working_days_away(reading.tx, r->employee, reading.calendar(), r->period, r->period.next_month() - 1);
    v.scored_at = r->scored_at;
    v.answered_at = r->answered_at;
    v.ruled_at = r->ruled_at;
    v.remark = r->remark;
    v.ruled_by_name = name_of(reading, r->ruled_by);
    v.ruling = r->ruling;
    v.digest = r->digest;
    // The rows give the same text again, digit by digit, and it has the digest that was signed.
    if (r->document)
        v.intact = scored.has_value() && scored->total == r->score && document_of(*r, items, marks, *scored) == *r->document &&
                   journal::sha256_hex(*r->document) == r->digest;
    v.due_at = due_of(reading.tx, r->as_subject());
    v.late = v.due_at && *v.due_at <= reading.now;
    for (const auto& version : reading.tx.all<AppraisalVersion>(sql::appraisal_versions, r->root)) v.versions.push_back(version);

    if (r->kind == RecordKind::year_end) {
        v.exams = exams_of_year(reading.tx, r->employee, r->period.year());
        v.theory_mean = mean_of(v.exams, &ExamFigure::theory);
        v.practical_mean = mean_of(v.exams, &ExamFigure::practical);
    }

    const bool newest = !r->superseded_by;
    const bool scores = newest && !why_not_scored_by(reading.actor, reading.site, *r);
    v.may_score = scores && r->state == AppraisalState::planned;
    v.may_correct = scores && (r->state == AppraisalState::signed_ || r->state == AppraisalState::confirmed || r->state == AppraisalState::dismissed);
    v.may_answer = newest && r->employee == reading.actor.staff && r->state == AppraisalState::signed_;
    v.may_appeal = v.may_answer && !v.late;
    v.may_rule = newest && r->state == AppraisalState::appealed && r->employee != reading.actor.staff && r->scored_by != reading.actor.staff &&
                 reading.actor.may(Permission::rule_on_appraisals, reading.site);
    // Proposals are for the scorer until they are decided; then the employee reads what became of each.
    if (r->kind == RecordKind::month)
        for (const auto& p : proposals_of(reading.tx, r->employee, r->period))
            if (p.state != ProposalState::open || r->state == AppraisalState::planned) v.evidence.push_back(view_of(reading, p));
    return v;
}

}  // namespace huiyin::appraisal
