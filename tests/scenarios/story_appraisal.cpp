// Stories of the appraisal: scored with its evidence, confirmed or appealed, ruled on, counted (chapter A).
#include <fmt/format.h>

#include "appraisal/records.hpp"
#include "story_line.hpp"

namespace huiyin::tests {
using namespace appraisal;

namespace {

// "efficiency:1.5,smile:2" → which item, how many points.
std::vector<std::pair<std::string, Points>> pairs_in(const std::string& text) {
    std::vector<std::pair<std::string, Points>> all;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find(',', from), text.size());
        const auto one = text.substr(from, end - from);
        const auto colon = one.find(':');
        all.emplace_back(one.substr(0, colon), Points::parse(one.substr(colon + 1)).value());
        from = end + 1;
    }
    return all;
}

}  // namespace

AppraisalId Story::record_of(const std::string& login, const std::string& kind, const std::string& period) {
    return application_.database().read_now([&](store::Tx& tx) {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("pinzhi").actor, company_.site, now_, *world};
        ListAppraisals query;
        query.show = AppraisalShow::all;
        query.kind = json::enum_value<RecordKind>(kind).value();
        query.employee = colleague(login).actor.staff;
        for (const auto& row : list_appraisals(reading, query).value().rows)
            if (row.period.iso().starts_with(period)) return row.id;
        return AppraisalId{};
    });
}

AppraisalPage Story::record(AppraisalId id) {
    return application_.database().read_now([&](store::Tx& tx) {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("pinzhi").actor, company_.site, now_, *world};
        return open_appraisal(reading, {id}).value();
    });
}

// "who=" whose record, "kind=" and "period=" which; "take=item:points" deducts, "accept=rule:points" takes evidence up, "rest=no"
// dismisses what is left of it.
std::optional<std::string> Story::act_on_appraisal(const Line& line) {
    const auto& v = line.verb;
    if (v != "scores" && v != "confirms-score" && v != "appeals-score" && v != "rules-on-score" && v != "signs-statistics") return std::nullopt;
    const auto done = [&](const auto& result) -> std::string {
        if (!result) {
            const auto said = Line::said(result.error());
            return said == line.expected() ? "" : "was refused: " + said;
        }
        return line.refusal.empty() ? "" : "was not refused";
    };
    const auto perform = [&](auto use_case, const auto& command) { return done(application_.perform(colleague(line.who).actor, company_.site, now_, use_case, command)); };
    if (v == "signs-statistics")
        return perform(sign_statistics, SignStatistics{json::enum_value<StatisticsSpan>(line.word("span", "month")).value(), Day::parse(line.word("period") + "-01").value(), {}});
    const auto id = record_of(line.word("who", line.who), line.word("kind", "month"), line.word("period"));
    if (!id) return "there is no such record";
    const auto page = record(id);
    const auto item = [&](const std::string& key) {
        for (std::size_t i = 0; i < page.items.size(); ++i)
            if (page.items[i].criterion.key == key) return static_cast<int>(i);
        throw std::runtime_error("no item is called " + key);
    };
    if (v == "confirms-score") return perform(confirm_appraisal, ConfirmAppraisal{id, page.version, line.text});
    if (v == "appeals-score") return perform(appeal_appraisal, AppealAppraisal{id, page.version, line.text});
    if (v == "rules-on-score") {
        RuleOnAppeal c{id, page.version, line.words.contains("left") ? AppealVerdict::upheld : AppealVerdict::dismissed, line.text, {}};
        for (const auto& [key, left] : pairs_in(line.word("left")))
            for (const auto& m : page.marks)
                if (m.item == item(key)) c.marks.push_back({m.id, left});
        return perform(rule_on_appeal, c);
    }
    ScoreAppraisal c;
    c.id = id;
    c.version = page.version;
    c.summary = line.text;
    const auto mark = [&](int at, Points points, std::optional<ProposalId> proposal) {
        MarkInput m;
        m.item = at;
        m.points = points;
        m.reason = line.text;
        m.proposal = proposal;
        c.marks.push_back(std::move(m));
    };
    for (const auto& [key, points] : pairs_in(line.word("take"))) mark(item(key), points, {});
    const auto accepted = pairs_in(line.word("accept"));
    for (const auto& p : page.evidence) {
        const auto taken = std::ranges::find(accepted, json::enum_name(p.rule), [](const auto& a) { return std::string_view(a.first); });
        if (taken != accepted.end()) mark(item(p.item), taken->second, p.id);
        else if (line.word("rest") == "no") c.evidence.push_back({p.id, false, line.text});
    }
    return perform(score_appraisal, c);
}

// "score zhaomin month 2026-03 signed_ 98 evidence 1 version 2", "statistics 2026-03 counted 20".
std::optional<std::string> Story::check_appraisal(const std::string& what, std::istream& in) {
    if (what == "statistics") {
        std::string period, word;
        std::int64_t wanted = 0;
        in >> period >> word >> wanted;
        return application_.database().read_now([&](store::Tx& tx) -> std::string {
            const auto world = application_.world();
            work::Reading reading{tx, colleague("pinzhi").actor, company_.site, now_, *world};
            const auto page = open_statistics(reading, {StatisticsSpan::month, Day::parse(period + "-01"), {}}).value();
            const auto found = word == "counted" ? page.sum.counted : word == "open" ? page.sum.open : static_cast<std::int64_t>(page.versions.size());
            return found == wanted ? "" : fmt::format("{} of {} is {}", word, period, found);
        });
    }
    if (what != "score") return std::nullopt;
    std::string login, kind, period, state, points;
    in >> login >> kind >> period >> state >> points;
    const auto id = record_of(login, kind, period);
    if (!id) return "there is no such record";
    const auto page = record(id);
    if (json::enum_name(page.state) != state) return "it is " + std::string(json::enum_name(page.state));
    if (page.score.text() != points) return "the score is " + page.score.text();
    if (state != "planned" && !page.intact) return "the rows no longer give what was signed";
    for (std::string word; in >> word;) {
        std::int64_t wanted = 0;
        in >> wanted;
        const auto found = word == "evidence" ? static_cast<std::int64_t>(page.evidence.size()) : word == "version" ? page.revision : -1;
        if (found != wanted) return fmt::format("{} is {}", word, found);
    }
    return "";
}

}  // namespace huiyin::tests
