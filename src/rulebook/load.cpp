// From files to versions: every entry is read, every problem is noted, and each day on which something
// changes becomes one version of the rulebook.
#include <algorithm>
#include <charconv>

#include "kernel/money.hpp"
#include "rulebook/canonical.hpp"
#include "rulebook/entry.hpp"
#include "rulebook_files.hpp"

namespace huiyin::rulebook {
namespace {

std::vector<Entry> read_files(const std::vector<embedded::File>& files, const Vocabulary& known, bool overlay, std::vector<Problem>& problems) {
    std::vector<Entry> entries;
    for (const auto& file : files) {
        const Place place{std::string(file.path), problems};
        if (file.path.ends_with(".md")) continue;  // a word to the reader of the folder
        if (!file.path.ends_with(".yaml")) {
            problems.push_back({place.file, 0, "this is not a rulebook file", "name it ….yaml or take it out of the folder"});
            continue;
        }
        if (!readable(file.text(), place)) continue;
        try {
            const auto document = YAML::Load(std::string(file.text()));
            if (!document.IsSequence()) {
                problems.push_back({place.file, 1, "the file is not a list of clauses", "begin each clause with \"- id: …\""});
                continue;
            }
            for (const auto& node : document)
                if (auto entry = read_entry(place, node, known, overlay)) entries.push_back(*std::move(entry));
        } catch (const YAML::Exception& e) {
            problems.push_back({place.file, e.mark.line + 1, "this is not YAML: " + e.msg, "mend the line: indentation, colons, brackets or quotation marks"});
        }
    }
    return entries;
}

// The same id may stand again with a later day; the same day twice is a mistake.
void check_days(const std::vector<Entry>& entries, std::vector<Problem>& problems) {
    std::map<std::string, const Clause*> last;
    for (const auto& entry : entries) {
        if (!entry.whole) continue;  // single values from several overlays may begin together; the last one given stands
        const auto& clause = entry.clause;
        const Clause*& before = last[clause.id];
        if (before && before->from == clause.from)
            problems.push_back({clause.file, clause.line, clause.id + " stands already at " + before->file + ":" + std::to_string(before->line),
                                "keep one of the two, or give the later one its own day"});
        else if (before && before->from > clause.from)
            problems.push_back({clause.file, clause.line, "the days of " + clause.id + " do not ascend", "put the earlier one first"});
        before = &clause;
    }
}

void check_counts(const std::vector<Entry>& entries, std::vector<Problem>& problems) {
    std::set<std::string> ids;
    for (const auto& entry : entries) ids.insert(entry.clause.id);
    for (const auto& entry : entries)
        for (const auto& counted : entry.clause.counts)
            if (!ids.contains(counted) || counted == entry.clause.id)
                problems.push_back({entry.clause.file, entry.clause.line, entry.clause.id + " counts the clause \"" + counted + "\", which is not another clause here",
                                    "name a clause of the rulebook"});
}

int sum_of(const std::vector<Share>& shares) {
    int sum = 0;
    for (const auto& share : shares) sum += share.points;
    return sum;
}

// An overlay's single values must fit a parameter that is there.
void check_overlay(const std::vector<Entry>& base, const std::vector<Entry>& overlay, std::vector<Problem>& problems) {
    for (const auto& entry : overlay) {
        if (entry.whole) continue;
        const auto& clause = entry.clause;
        const auto found = std::ranges::find_if(base, [&](const Entry& b) { return b.clause.id == clause.id; });
        if (found == base.end()) {
            problems.push_back({clause.file, clause.line, "there is no clause " + clause.id + " to change", "check the id"});
            continue;
        }
        for (const auto& p : clause.parameters) {
            const auto& there = found->clause.parameters;
            const auto target = std::ranges::find_if(there, [&](const Parameter& t) { return t.name == p.name; });
            if (target == there.end())
                problems.push_back({clause.file, clause.line, clause.id + " has no parameter \"" + p.name + "\"", "check the name"});
            else if (target->whole ? sum_of(p.shares) != target->whole
                                   : !value_fits(p.value, target->unit, target->least))
                problems.push_back({clause.file, clause.line, "\"" + p.value + "\" does not fit the parameter \"" + p.name + "\" in " + target->unit,
                                    "write a value in that unit; a table keeps its sum"});
        }
    }
}

const Parameter* parameter_on(const Clause& clause, std::string_view name, Day day) {
    const Parameter* found = nullptr;
    for (const auto& p : clause.parameters)
        if (p.name == name && (p.from <= day) && (!found || found->from <= p.from)) found = &p;
    return found;
}

// The clause as it stands on this day: overlay values in their place, named quantities filled in.
Clause settled(const Entry& entry, const std::vector<Entry>& overlay, Day day) {
    Clause clause = entry.clause;
    for (const auto& change : overlay) {
        if (change.whole || change.clause.id != clause.id) continue;
        for (const auto& p : change.clause.parameters) {
            const auto* there = parameter_on(clause, p.name, Day{1 << 30});
            if (!there || p.from > day) continue;
            auto replaced = *there;
            replaced.value = p.value;
            replaced.shares = p.shares;
            replaced.from = p.from;
            clause.parameters.push_back(std::move(replaced));
        }
    }
    std::erase_if(clause.parameters, [&](const Parameter& p) { return p.from > day; });  // not yet true, not part of this version
    for (const auto& named : entry.named) {
        auto& o = clause.obligations[static_cast<std::size_t>(named.obligation)];
        const auto value = [&](const std::string& name) {
            int number = 0;
            if (const auto* p = parameter_on(clause, name, day)) std::from_chars(p->value.data(), p->value.data() + p->value.size(), number);
            return number;
        };
        if (!named.nth_parameter.empty()) o.opens.nth = value(named.nth_parameter);
        if (o.within_parameter.empty()) continue;
        const auto unit = parameter_on(clause, o.within_parameter, day)->unit;
        const int number = value(o.within_parameter);
        o.within.days = unit == "days" ? number : 0;
        o.within.minutes = unit == "hours" ? std::int64_t{number} * 60 : unit == "minutes" ? number : 0;
    }
    return clause;
}

std::shared_ptr<const Rulebook> version_on(Day day, const std::vector<Entry>& base, const std::vector<Entry>& overlay) {
    auto book = std::make_shared<Rulebook>();
    book->from_ = day;
    const auto current = [&](const std::vector<Entry>& entries, const std::string& id) {
        const Entry* found = nullptr;
        for (const auto& e : entries)
            if (e.whole && e.clause.id == id && e.clause.from <= day) found = &e;
        return found;
    };
    std::vector<const Entry*> order;
    for (const auto* entries : {&base, &overlay})
        for (const auto& entry : *entries) {
            if (!entry.whole || book->by_id_.contains(entry.clause.id)) continue;
            const auto* replaced = current(overlay, entry.clause.id);
            const auto* chosen = replaced ? replaced : current(base, entry.clause.id);
            if (!chosen) continue;
            book->by_id_[entry.clause.id] = book->clauses_.size();
            book->clauses_.push_back(settled(*chosen, overlay, day));
            order.push_back(chosen);
        }
    for (const auto* entry : order) book->examples_.insert(book->examples_.end(), entry->examples.begin(), entry->examples.end());
    book->version_ = day.iso() + "+" + digest_of(book->clauses_).substr(0, 8);
    for (const auto& clause : book->clauses_)
        for (int part = 0; part < static_cast<int>(clause.obligations.size()); ++part) {
            const auto& o = clause.obligations[static_cast<std::size_t>(part)];
            std::set<std::string> heard{o.opens.on};
            for (const auto* triggers : {&o.kept_by, &o.dropped_by, &o.moved_by, &o.paused_by, &o.resumed_by})
                for (const auto& t : *triggers) heard.insert(t.on);
            for (const auto& event : heard) book->by_event_[event].push_back({&clause, &o, part});
        }
    return book;
}

}  // namespace

Loaded load(const std::vector<embedded::File>& files, const Vocabulary& known, const std::vector<embedded::File>& overlay) {
    Loaded loaded;
    auto& problems = loaded.problems;
    const auto base = read_files(files, known, false, problems);
    const auto changes = read_files(overlay, known, true, problems);
    if (base.empty() && problems.empty()) problems.push_back({"rulebook", 0, "there are no clauses", "give at least one .yaml file with clauses"});
    check_days(base, problems);
    check_days(changes, problems);
    auto all = base;
    for (const auto& entry : changes)
        if (entry.whole) all.push_back(entry);
    check_counts(all, problems);
    check_overlay(all, changes, problems);
    if (!problems.empty()) {
        std::ranges::sort(problems, {}, [](const Problem& p) { return std::tie(p.file, p.line, p.what); });
        return loaded;
    }
    std::set<Day> days;
    for (const auto* entries : {&base, &changes})
        for (const auto& entry : *entries) {
            days.insert(entry.clause.from);
            for (const auto& p : entry.clause.parameters) days.insert(p.from);
        }
    for (const auto day : days) loaded.versions.push_back(version_on(day, base, changes));
    loaded.rulebook = loaded.versions.back();
    return loaded;
}

std::vector<embedded::File> shipped() {
    auto files = embedded::rulebook_files();
    std::erase_if(files, [](const embedded::File& f) { return f.path.contains('/'); });  // folders hold overlays
    return files;
}

std::shared_ptr<const Rulebook> in_force(const Loaded& loaded, Day day) {
    if (loaded.versions.empty()) return nullptr;
    auto found = loaded.versions.front();
    for (const auto& version : loaded.versions)
        if (version->from() <= day) found = version;
    return found;
}

}  // namespace huiyin::rulebook
