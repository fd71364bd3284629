// What may be drawn, and the draw on the first working day of a month (J9). The order is the seed's, nobody's.
#include <algorithm>
#include <map>

#include "huiyin_quality_sql.hpp"
#include "journal/digest.hpp"
#include "journal/facts.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"

namespace huiyin::quality {
namespace {

using journal::word_in;

// Who answered for it; where nobody did, who took it in.
StaffId who_of(const boost::json::object& facts) {
    for (const auto* name : {"responsible", "receiver"})
        if (const auto id = journal::number_in(facts, name); id > 0) return {id};
    return {};
}

void closed(Unit& unit, const journal::Event& event) {
    const ComplaintId id{event.subject.id};
    const auto who = who_of(event.facts);
    // What was drawn once is not drawn again; a matter of nobody is nobody's training.
    if (!who || unit.tx.one<std::int64_t>(sql::candidate_there, id) > 0) return;
    unit.tx.run(sql::candidate_insert, id, unit.site, word_in(event.facts, "number"), who, unit.today());
}

void reopened(Unit& unit, const journal::Event& event) { unit.tx.run(sql::candidate_take_back, ComplaintId{event.subject.id}); }

std::vector<QualityItem> sheet_on(const rulebook::Clause& clause, Day on) {
    std::vector<QualityItem> items;
    if (const auto* sheet = clause.find_parameter("sheet", on))
        for (const auto& share : sheet->shares) items.push_back({share.key, Points{share.points * 100}});
    return items;
}

void begin_day(Unit& unit, const journal::Event& event) {
    if (word_in(event.facts, "month_begins") != "yes") return;
    const auto today = unit.today();
    const auto month = Day::of(today.year(), today.month(), 1);
    const auto on = std::max(today, unit.rulebook().from());
    const auto* clause = unit.rulebook().find("J9");
    // A company's own rulebook may be without it.
    if (!clause || !clause->find_parameter("sample-size", on) || !clause->find_parameter("sample-per-person", on)) return;
    const auto items = sheet_on(*clause, on);
    if (items.empty() || unit.tx.one<std::int64_t>(sql::sample_of_month, unit.site, month) > 0) return;
    const auto candidates = unit.tx.all<Candidate>(sql::candidates_waiting, unit.site, month);
    if (candidates.empty()) return;

    Sample s{.id = unit.make_id<SampleId>(), .site = unit.site, .month = month, .seed = journal::random_hex(16)};
    s.size = unit.rulebook().number("J9", "sample-size", on);
    s.per_person = unit.rulebook().number("J9", "sample-per-person", on);
    s.candidates = json::text(candidates);
    s.items = json::text(items);
    s.digest = digest_of_draw(s.seed, candidates, s.size, s.per_person);
    unit.tx.run(sql::sample_insert, s.id, s.site, s.month, s.seed, s.size, s.per_person, s.candidates, s.items, s.digest, unit.moment.now);
    unit.tx.run(sql::candidates_considered, s.site, s.month, s.id);
    const auto drawn = draw(s.seed, candidates, s.size, s.per_person);
    unit.tell({"quality.sampled", s.as_subject(),
               {{"month", s.month.iso()}, {"seed", s.seed}, {"candidates", candidates.size()}, {"drawn", drawn.size()}, {"digest", s.digest}}, {}});

    std::vector<StaffId> supervisors;
    for (const auto& e : organisation::employees_of(unit.tx, unit.site))
        if (std::ranges::find(e.posts, work::Post::supervisor) != e.posts.end()) supervisors.push_back(e.id);
    int place = 0;
    for (const auto& c : drawn) {
        const auto id = unit.make_id<QualityReviewId>();
        // Nobody scores their own: the supervisor's matters are owed by the manager.
        const std::string scorer = std::ranges::find(supervisors, c.employee) == supervisors.end() ? "supervisor" : "manager";
        const auto closed_on = unit.tx.one<Day>(sql::candidate_closed_on, c.complaint);
        unit.tx.run(sql::quality_review_insert, id, s.site, s.id, ++place, c.complaint, c.number, c.employee, closed_on, scorer);
        unit.tx.run(sql::candidate_drawn, c.complaint);
        unit.tell({"quality.drawn", {journal::SubjectKind::quality_review, id.value},
                   {{"sample", std::to_string(s.id.value)}, {"complaint", std::to_string(c.complaint.value)}, {"number", c.number},
                    {"employee", std::to_string(c.employee.value)}, {"scorer", scorer}}, {}});
    }
}

}  // namespace

std::string rank_of(const std::string& seed, ComplaintId complaint) { return journal::sha256_hex(seed + ":" + std::to_string(complaint.value)); }

std::vector<Candidate> draw(const std::string& seed, std::vector<Candidate> candidates, int size, int per_person) {
    std::ranges::sort(candidates, {}, [&](const Candidate& c) { return std::pair{rank_of(seed, c.complaint), c.complaint}; });
    std::vector<Candidate> drawn;
    std::map<StaffId, int> of;
    for (auto& c : candidates) {
        if (static_cast<int>(drawn.size()) >= size) break;
        if (of[c.employee] >= per_person) continue;
        ++of[c.employee];
        drawn.push_back(std::move(c));
    }
    return drawn;
}

std::string digest_of_draw(const std::string& seed, const std::vector<Candidate>& candidates, int size, int per_person) {
    return journal::sha256_hex(seed + "\n" + std::to_string(size) + "\n" + std::to_string(per_person) + "\n" + json::text(candidates));
}

void listen_for_candidates(work::World& world) {
    world.listeners.emplace("complaint.closed", closed);
    world.listeners.emplace("complaint.reopened", reopened);
    world.listeners.emplace("day.began", begin_day);
}

}  // namespace huiyin::quality
