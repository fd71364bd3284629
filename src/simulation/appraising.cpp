// Scoring, answering, appealing and ruling, by the same use-cases as from the page.
#include "simulation/appraising.hpp"

#include "appraisal/records.hpp"

namespace huiyin::simulation {
namespace {

using namespace appraisal;

std::optional<int> item_of(const AppraisalPage& page, std::string_view key) {
    for (std::size_t i = 0; i < page.items.size(); ++i)
        if (page.items[i].criterion.key == key) return static_cast<int>(i);
    return std::nullopt;
}

}  // namespace

void Appraising::afternoon(Instant at) {
    if (company_.seeds.appraising.deductions.empty()) return;
    for (const auto& one : company_.staff) {
        score_for(one, at);
        answer_for(one, at);
    }
    for (const auto& one : company_.staff) {
        rule_for(one, at);
        sign_years(one, at);
        sign_statistics_of(one, at);
    }
}

void Appraising::score_for(const Colleague& scorer, Instant at) {
    if (!scorer.actor.may(Permission::score_staff, company_.site)) return;
    const auto list = ask(database_, world_, scorer.actor, company_.site, at, list_appraisals, ListAppraisals{.show = AppraisalShow::to_score});
    if (!list) return;
    const auto& words = company_.seeds.appraising;
    for (const auto& row : list->rows) {
        if (!chance_.in_hundred(row.late ? 80 : 45)) continue;
        const auto page = ask(database_, world_, scorer.actor, company_.site, at, open_appraisal, OpenAppraisal{row.id});
        if (!page || !page->may_score) continue;
        ScoreAppraisal command;
        command.id = row.id;
        command.version = page->version;
        std::map<int, std::int64_t> left;
        for (std::size_t i = 0; i < page->items.size(); ++i) left[static_cast<int>(i)] = page->items[i].left.hundredths;
        const auto take = [&](int item, std::int64_t points, const std::string& reason, std::optional<ProposalId> proposal) {
            if (left[item] < points) return false;
            left[item] -= points;
            MarkInput mark;
            mark.item = item;
            mark.points = {points};
            mark.reason = reason;
            mark.proposal = proposal;
            command.marks.push_back(std::move(mark));
            return true;
        };
        for (const auto& p : page->evidence) {
            if (p.state != ProposalState::open) continue;
            const auto item = item_of(*page, p.item);
            const bool accepts = chance_.in_hundred(35);
            if (p.rule == EvidenceRule::praise) {
                const bool more = accepts && command.bonus.hundredths + p.points.hundredths <= page->bonus_most.hundredths;
                if (more) {
                    command.bonus = command.bonus + p.points;
                    command.bonus_decision = words.commendation;
                }
                command.evidence.push_back({p.id, more, more ? words.commendation : words.dismissed});
            } else if (!accepts || !item || !take(*item, p.points.hundredths, words.accepted, p.id)) {
                command.evidence.push_back({p.id, false, words.dismissed});
            }
        }
        for (auto n = chance_.below(3); n > 0; --n) {
            const auto& seen = words.deductions[chance_.below(words.deductions.size())];
            if (const auto item = item_of(*page, seen.item)) take(*item, 50 * (1 + static_cast<std::int64_t>(chance_.below(4))), seen.reason, {});
        }
        std::int64_t expected = command.bonus.hundredths;
        for (const auto& [item, points] : left) expected += points;
        const auto done = perform(database_, ids_, world_, scorer.actor, company_.site, at, score_appraisal, command);
        if (!done) {
            broken_.push_back("a score was refused: " + done.error().code);
            continue;
        }
        ++scored_;
        const auto signed_page = ask(database_, world_, scorer.actor, company_.site, at, open_appraisal, OpenAppraisal{row.id});
        if (!signed_page || !signed_page->intact || signed_page->score.hundredths != expected)
            broken_.push_back("appraisal " + std::to_string(row.id.value) + " does not read back as it was signed");
    }
}

void Appraising::answer_for(const Colleague& employee, Instant at) {
    const auto list = ask(database_, world_, employee.actor, company_.site, at, list_appraisals, ListAppraisals{.show = AppraisalShow::mine});
    if (!list || list->mine_to_answer == 0) return;
    for (const auto& row : list->rows) {
        if (row.state != AppraisalState::signed_ || !chance_.in_hundred(50)) continue;
        const auto page = ask(database_, world_, employee.actor, company_.site, at, open_appraisal, OpenAppraisal{row.id});
        if (!page) continue;
        if (page->may_appeal && !page->marks.empty() && chance_.in_hundred(6))
            (void)perform(database_, ids_, world_, employee.actor, company_.site, at, appeal_appraisal, AppealAppraisal{row.id, page->version, company_.seeds.appraising.appeal});
        else
            (void)perform(database_, ids_, world_, employee.actor, company_.site, at, confirm_appraisal,
                          ConfirmAppraisal{row.id, page->version, page->marks.empty() ? std::string{} : company_.seeds.appraising.remark});
    }
}

void Appraising::rule_for(const Colleague& quality, Instant at) {
    if (!quality.actor.may(Permission::rule_on_appraisals, company_.site)) return;
    const auto list = ask(database_, world_, quality.actor, company_.site, at, list_appraisals, ListAppraisals{.show = AppraisalShow::appeals});
    if (!list) return;
    for (const auto& row : list->rows) {
        const auto page = ask(database_, world_, quality.actor, company_.site, at, open_appraisal, OpenAppraisal{row.id});
        if (!page || !page->may_rule || !chance_.in_hundred(50)) continue;
        RuleOnAppeal command{row.id, page->version, AppealVerdict::dismissed, company_.seeds.appraising.rejected, {}};
        if (chance_.in_hundred(50)) {
            command.verdict = AppealVerdict::upheld;
            command.reason = company_.seeds.appraising.upheld;
            command.marks.push_back({page->marks.front().id, {}});
        }
        (void)perform(database_, ids_, world_, quality.actor, company_.site, at, rule_on_appeal, command);
    }
}

// In the first weeks of a year the one before is signed, person by person, as soon as nothing of it is open, and again
// where an appeal that was upheld has changed it since.
void Appraising::sign_years(const Colleague& manager, Instant at) {
    const auto day = world_.calendar(company_.site).zone().day_of(at);
    if (day.month() > 2 || !manager.actor.may(Permission::score_staff, company_.site)) return;
    const int year = day.year() - 1;
    const auto all = ask(database_, world_, manager.actor, company_.site, at, list_year, ListYear{year});
    if (!all) return;
    for (const auto& one : all->staff) {
        if (one.records == 0 || one.open_records > 0) continue;
        const auto page = ask(database_, world_, manager.actor, company_.site, at, open_year, OpenYear{year, one.employee});
        if (page && page->may_sign)
            (void)perform(database_, ids_, world_, manager.actor, company_.site, at, sign_year, SignYear{year, one.employee});
    }
}

// What is to be filled in, as soon as everybody is in it (A4.7).
void Appraising::sign_statistics_of(const Colleague& manager, Instant at) {
    if (!manager.actor.may(Permission::score_staff, company_.site) || !manager.actor.may(Permission::see_appraisals, company_.site)) return;
    for (const auto span : {StatisticsSpan::month, StatisticsSpan::year, StatisticsSpan::annual}) {
        const auto page = ask(database_, world_, manager.actor, company_.site, at, open_statistics, OpenStatistics{span, {}, {}});
        if (page && page->planned && page->may_sign)
            (void)perform(database_, ids_, world_, manager.actor, company_.site, at, sign_statistics, SignStatistics{span, page->period, {}});
    }
}

}  // namespace huiyin::simulation
