// Reads one entry: the clause itself, its parameters with their units and readings, and its worked examples.
#include <algorithm>
#include <charconv>
#include <regex>

#include "kernel/json.hpp"
#include "kernel/money.hpp"
#include "rulebook/entry.hpp"

namespace huiyin::rulebook {
namespace {

const std::set<std::string, std::less<>> units{"minutes", "hours", "days", "months", "years", "seconds", "percent", "count", "fen", "points", "text"};

std::string names(const std::set<std::string, std::less<>>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

void read_mechanisms(Reader& reader, Clause& clause) {
    const auto words = reader.words("mechanism");
    if (words.empty()) reader.problem("the clause has no mechanism", "add mechanism: obligation, gate, duty, form, rate, score, record, script, lexicon, role or invariant");
    for (const auto& word : words) {
        if (const auto known = json::enum_value<Mechanism>(word)) clause.mechanisms.push_back(*known);
        else reader.problem("there is no mechanism \"" + word + "\"", "use obligation, gate, duty, form, rate, score, record, script, lexicon, role or invariant");
    }
}

std::optional<Target> read_target(Reader& reader, const std::vector<Parameter>& parameters) {
    const auto node = reader.get("target");
    if (!node.IsDefined()) return std::nullopt;
    Reader target(reader.place(), node, "\"target\"");
    if (!target.usable()) return std::nullopt;
    Target read{.per = target.text("per")};
    if (target.has("parameter")) {
        read.parameter = target.text("parameter");
        const auto named = std::ranges::find(parameters, read.parameter, &Parameter::name);
        if (named == parameters.end()) target.problem("the clause has no parameter \"" + read.parameter + "\"", "add it to parameters");
        else if (named->unit != "percent") target.problem("the parameter \"" + read.parameter + "\" is in " + named->unit, "a target is a parameter in percent");
    } else {
        const auto written = target.text("rate");
        const auto rate = Points::parse(written);  // a share of one with at most two decimals
        if (!rate || rate->hundredths < 0 || rate->hundredths > 100)
            target.problem("\"" + written + "\" is no rate", "write a share from 0 to 1 with at most two decimals: 1.00, 0.95");
        else read.rate_percent_hundredths = static_cast<int>(rate->hundredths) * 100;
    }
    if (!read.per.empty() && read.per != "month" && read.per != "quarter" && read.per != "year")
        target.problem("\"" + read.per + "\" is no period for a target", "use month, quarter or year");
    target.finish();
    return read;
}

void read_shares(const Place& place, const YAML::Node& value, Reader& reader, Parameter& parameter) {
    Reader table(place, value, "the table");
    if (!table.usable()) return;
    int sum = 0;
    for (const auto& pair : value) {
        const auto key = pair.first.Scalar();
        const int points = table.number(key.c_str(), 0, 1000000).value_or(0);
        parameter.shares.push_back({key, points});
        parameter.value += (parameter.value.empty() ? "" : "/") + std::to_string(points);
        sum += points;
    }
    const auto whole = reader.number("sum", 1, 1000000);
    if (!whole) {
        if (!reader.has("sum")) reader.problem("the table does not say what its points sum to", "add sum: 100");
        return;
    }
    parameter.whole = *whole;
    if (sum != *whole)
        place.problem(value, "the points of \"" + parameter.name + "\" sum to " + std::to_string(sum) + ", not to " + std::to_string(*whole),
                      "change the points or the sum so that they agree");
}

// What an enforced clause must have, and a clause that is not enforced must not.
void check_enforcement(Reader& reader, const Entry& entry) {
    const auto& clause = entry.clause;
    const auto is = [&](Mechanism m) { return std::ranges::find(clause.mechanisms, m) != clause.mechanisms.end(); };
    if (clause.enforcement == Enforcement::not_enforced) {
        if (!clause.obligations.empty() || !clause.gates.empty())
            reader.problem("the clause says it is not enforced, yet it has obligations or gates", "say enforcement: enforced, or remove them");
        return;
    }
    if (is(Mechanism::obligation) && clause.obligations.empty() && clause.counts.empty())
        reader.problem("an enforced obligation says nothing about what opens it", "add opens, owes, within and kept_by, or counts");
    if (is(Mechanism::gate) && clause.gates.empty() && clause.counts.empty())
        reader.problem("an enforced gate names no gate of the program", "add gates or counts");
    if (is(Mechanism::lexicon) && clause.forbidden.empty()) reader.problem("an enforced lexicon forbids no words", "add forbidden");
    if (is(Mechanism::script) && !clause.guide) reader.problem("an enforced script says nothing", "add guide with stages and lines");
    if (!clause.forbidden.empty() && !is(Mechanism::lexicon))
        reader.problem("the clause forbids words, but its mechanism does not say so", "add lexicon to mechanism");
    if (clause.guide && !is(Mechanism::script)) reader.problem("the clause has a guide, but its mechanism does not say so", "add script to mechanism");
    if (is(Mechanism::duty) && clause.obligations.empty() && clause.counts.empty())
        reader.problem("an enforced duty says nothing about when it recurs", "add opens: { each: workday }, owes, within and kept_by, or counts");
    if (!clause.obligations.empty() && !is(Mechanism::obligation) && !is(Mechanism::duty))
        reader.problem("the clause has obligations, but its mechanism does not say so", "add obligation or duty to mechanism");
    if (!clause.gates.empty() && !is(Mechanism::gate))
        reader.problem("the clause has gates, but its mechanism does not say so", "add gate to mechanism");
    for (int part = 0; part < static_cast<int>(clause.obligations.size()); ++part)
        if (std::ranges::none_of(entry.examples, [&](const Example& e) { return e.part == part && e.due != "none"; }))
            reader.problem("the obligation" + (part ? " in part " + std::to_string(part) : "") + " has no worked example",
                           "add examples with at, event and due" + (part ? ", part: " + std::to_string(part) : ""));
    for (const auto& example : entry.examples)
        if (example.part >= static_cast<int>(clause.obligations.size()))
            reader.problem("the example \"" + example.sentence + "\" is about a part that is not there", "give the number of an obligation of this clause, the first is 0");
}

void read_obligations(Reader& reader, Entry& entry, const Vocabulary& known) {
    const auto parts = reader.get("obligations");
    if (parts.IsDefined()) {
        for (const auto& node : reader.items("obligations")) {
            Reader part(reader.place(), node, "the obligation");
            if (!part.usable()) continue;
            Named named{static_cast<int>(entry.clause.obligations.size()), {}};
            entry.clause.obligations.push_back(read_obligation(part, known, named));
            entry.named.push_back(named);
            part.finish();
        }
    } else if (reader.has("opens") || reader.has("owes") || reader.has("within") || reader.has("kept_by")) {
        Named named;
        entry.clause.obligations.push_back(read_obligation(reader, known, named));
        entry.named.push_back(named);
    }
    // A quantity that stands in a parameter must be there and must be time, or a count for n-th.
    const auto check = [&](const std::string& wanted, bool time) {
        if (wanted.empty()) return;
        bool found = false;
        for (auto& p : entry.clause.parameters) {
            if (p.name != wanted) continue;
            found = true;
            p.least = 1;
            if (!(time ? p.unit == "days" || p.unit == "hours" || p.unit == "minutes" : p.unit == "count"))
                reader.problem("the parameter \"" + wanted + "\" is in " + p.unit, time ? "give it in days, hours or minutes" : "give it as a count");
            else if (!value_fits(p.value, p.unit, p.least))
                reader.problem("the parameter \"" + wanted + "\" is less than one", "write a whole number from 1 on");
        }
        if (!found) reader.problem("the clause has no parameter \"" + wanted + "\"", "add it to parameters");
    };
    for (const auto& o : entry.clause.obligations) check(o.within_parameter, true);
    for (const auto& n : entry.named) check(n.nth_parameter, false);
}

}  // namespace

bool value_fits(std::string_view value, std::string_view unit, int least) {
    if (unit == "text") return true;
    if (unit == "percent" || unit == "points") {
        const auto read = Points::parse(value);
        return read && read->hundredths >= 0 && (unit == "points" || read->hundredths <= 10000);
    }
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc{} && rest == value.data() + value.size() && number >= least && number <= (least ? 100'000 : 1'000'000'000);
}

std::vector<Parameter> read_parameters(Reader& clause, Day from, bool values_only) {
    std::vector<Parameter> all;
    for (const auto& node : clause.items("parameters")) {
        Reader reader(clause.place(), node, "the parameter");
        if (!reader.usable()) continue;
        Parameter p{.name = reader.text("name"), .from = reader.day("from").value_or(from)};
        if (!values_only) {
            p.unit = reader.text("unit");
            if (!p.unit.empty() && !units.contains(p.unit)) reader.problem("there is no unit \"" + p.unit + "\"", "use one of: " + names(units));
            p.unstated = reader.flag("unstated", false);
            p.readings = reader.title("reading", false);
            if (p.unstated && p.readings.en.empty()) reader.problem("\"" + p.name + "\" is unstated, but nothing says how we read the source", "add reading in zh-Hans, zh-Hant and en");
        }
        const auto value = reader.get("value");
        if (!value.IsDefined()) reader.problem("the parameter has no \"value\"", "add value: …");
        else if (value.IsMap()) read_shares(clause.place(), value, reader, p);
        else if (const auto written = scalar(clause.place(), value, "\"value\"")) {
            p.value = *written;
            if (units.contains(p.unit) && !value_fits(p.value, p.unit))
                reader.problem_at(value, "\"" + p.value + "\" cannot be read as " + p.unit, p.unit == "percent" ? "write a number from 0 to 100" : "write a whole number");
        }
        if (p.from < from) reader.problem("the parameter begins before its clause", "give it a day from " + from.iso() + " on");
        const auto earlier = std::find_if(all.rbegin(), all.rend(), [&](const Parameter& other) { return other.name == p.name; });
        if (earlier != all.rend() && earlier->from >= p.from)
            reader.problem("the days of \"" + p.name + "\" do not ascend", "order its values by from, each on its own day");
        reader.finish();
        all.push_back(std::move(p));
    }
    return all;
}

std::optional<Entry> read_entry(const Place& place, const YAML::Node& node, const Vocabulary& known, bool overlay) {
    Reader reader(place, node, "the clause");
    if (!reader.usable()) return std::nullopt;
    Entry entry;
    auto& clause = entry.clause;
    clause.id = reader.text("id");
    clause.file = place.file;
    clause.line = Place::line_of(node);
    if (clause.id.empty()) return std::nullopt;
    static const std::regex form("[A-J][0-9]+(\\.[0-9]+)*[a-z]?");
    if (!std::regex_match(clause.id, form)) reader.problem("\"" + clause.id + "\" is no clause id", "write the chapter's letter and the number: D4, A4.3.1");
    clause.chapter = clause.id.substr(0, 1);
    const auto from = reader.day("from");
    if (!from && !reader.has("from")) reader.problem("the clause does not say from which day it holds", "add from: 2026-01-01");
    clause.from = from.value_or(Day{});

    entry.whole = !overlay || reader.has("title");
    if (!entry.whole) {
        clause.parameters = read_parameters(reader, clause.from, true);
        if (clause.parameters.empty()) reader.problem("the overlay changes nothing", "give parameters, or the whole clause with its title");
        reader.finish();
        return entry;
    }
    clause.title = reader.title("title", true);
    clause.source = reader.text("source");
    clause.readings = reader.title("reading", false);
    clause.reading = clause.readings.zh_Hans;
    read_mechanisms(reader, clause);
    const auto enforcement = reader.text("enforcement");
    if (enforcement == "enforced") clause.enforcement = Enforcement::enforced;
    else if (enforcement != "not-enforced" && !enforcement.empty())
        reader.problem("\"" + enforcement + "\" is no enforcement", "write enforced or not-enforced");
    clause.parameters = read_parameters(reader, clause.from, false);
    clause.target = read_target(reader, clause.parameters);
    for (const auto& gate : reader.words("gates")) {
        if (!known.gates.contains(gate)) reader.problem("there is no gate \"" + gate + "\" in this program", "use one of: " + names(known.gates));
        clause.gates.push_back(gate);
    }
    clause.counts = reader.words("counts");
    read_wording(reader, clause);
    read_obligations(reader, entry, known);
    for (const auto& example : reader.items("examples")) entry.examples.push_back(read_example(place, example, clause.id, known));
    check_enforcement(reader, entry);
    reader.finish();
    return entry;
}

}  // namespace huiyin::rulebook
