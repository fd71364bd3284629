// Stories of matters that belong together: joined, linked, merged, split, back again.
#include <fmt/format.h>

#include "complaints/links.hpp"
#include "complaints/use_cases.hpp"
#include "story_line.hpp"

namespace huiyin::tests {
using namespace complaints;

template <class R, class C>
std::string Story::play(const Line& line, Result<R> (*use_case)(work::Unit&, const C&), const std::type_identity_t<C>& command) {
    const auto result = application_.perform(colleague(line.who).actor, company_.site, now_, use_case, command);
    if (result) {
        if (!line.refusal.empty()) return "was not refused";
        version_ = result->version;
        return {};
    }
    const auto said = result.error().code + (result.error().clause.empty() ? "" : " " + result.error().clause);
    const auto expected = line.refusal + (line.clause.empty() ? "" : " " + line.clause);
    if (line.refusal.empty()) return "was refused: " + said;
    return said == expected ? "" : "was refused otherwise: " + said;
}

std::string Story::turn_to(const std::string& name) {
    const auto known = named_.find(name);
    if (known == named_.end()) return "no matter is called " + name;
    complaint_ = known->second;
    version_ = application_.database().read_now([&](store::Tx& tx) {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
        return open_complaint(reading, {complaint_}).value().version;
    });
    return {};
}

std::optional<std::string> Story::act_together(const Line& line) {
    const auto page = [&] {
        return application_.database().read_now([&](store::Tx& tx) {
            const auto world = application_.world();
            work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
            return open_complaint(reading, {complaint_}).value();
        });
    };
    const auto other = [&] { return named_.at(line.word("other")); };
    const auto& v = line.verb;
    if (v == "turns-to") return "";
    if (v == "joins") {
        JoinComplaint c;
        c.id = complaint_;
        // Somebody the archive does not know is told apart by the name alone.
        if (line.words.contains("name")) {
            c.caller_name = line.word("name");
            c.caller_phone = line.word("phone");
        } else {
            const auto& home = company_.homes.at(static_cast<std::size_t>(std::stoi(line.word("home", "2"))) - 1);
            c.unit = home.unit;
            c.person = home.person;
        }
        c.text = line.text;
        return play(line, join_complaint, c);
    }
    if (v == "tells-reporter") {
        TellReporter c{complaint_, {}, Channel::phone, line.text};
        for (const auto& r : page().connections.reporters)
            if (!c.reporter || !r.told_at) c.reporter = r.id;
        return play(line, tell_reporter, c);
    }
    if (v == "links") return play(line, link_complaint, LinkComplaint{complaint_, other(), json::enum_value<LinkKind>(line.word("kind", "related")).value(), line.text});
    if (v == "unlinks") {
        for (const auto& l : page().connections.links)
            if (l.other.id == other()) return play(line, unlink_complaint, UnlinkComplaint{complaint_, l.id, line.text});
        return "there is no such link";
    }
    if (v == "merges") return play(line, merge_complaint, MergeComplaint{complaint_, version_, other(), line.text});
    if (v == "unmerges") return play(line, unmerge_complaint, UnmergeComplaint{complaint_, version_, line.text});
    if (v == "splits") {
        SplitComplaint c{complaint_, version_, {}, line.text};
        SplitPart part;
        part.category = company_.categories.at(line.word("category", "漏水渗水"));
        part.subject = line.text;
        c.parts.push_back(part);
        auto wrong = play(line, split_complaint, c);
        if (wrong.empty() && line.words.contains("as"))
            for (const auto& l : page().connections.links)
                if (l.kind == LinkKind::split_from && !l.outward) named_[line.word("as")] = l.other.id;
        return wrong;
    }
    if (v == "studies") return play(line, study_recurrence, StudyRecurrence{complaint_, json::enum_value<Verdict>(line.word("verdict", "same_cause")).value(), line.text, line.text});
    return std::nullopt;
}

std::optional<std::string> Story::check_together(const std::string& what, std::istream& rest) {
    if (what != "reporters" && what != "links" && what != "chain" && what != "merged-here" && what != "merged-into") return std::nullopt;
    std::string wanted;
    rest >> wanted;
    const auto connections = application_.database().read_now([&](store::Tx& tx) {
        const auto world = application_.world();
        work::Reading reading{tx, colleague("jingli").actor, company_.site, now_, *world};
        return open_complaint(reading, {complaint_}).value().connections;
    });
    if (what == "merged-into") {
        const auto found = connections.merged_into ? connections.merged_into->id : ComplaintId{};
        const auto expected = wanted == "nothing" ? ComplaintId{} : named_.at(wanted);
        return found == expected ? "" : "it is merged elsewhere";
    }
    const auto found = what == "reporters" ? connections.reporters.size() : what == "links" ? connections.links.size()
                       : what == "chain" ? connections.chain.size() : connections.merged_here.size();
    return std::to_string(found) == wanted ? "" : fmt::format("{} are {}", what, found);
}

}  // namespace huiyin::tests
