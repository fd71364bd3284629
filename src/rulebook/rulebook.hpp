// The handbook as dated data: chapters of clauses, each with its mechanism and parameters.
// Versions take effect on a date and never reach back; what was made under one keeps it.
#pragma once
#include <boost/describe.hpp>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kernel/embedded.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"

namespace huiyin::rulebook {

enum class Mechanism { obligation, gate, duty, form, rate, score, record, script, lexicon, role, invariant };
BOOST_DESCRIBE_ENUM(Mechanism, obligation, gate, duty, form, rate, score, record, script, lexicon, role, invariant)

// Is the mechanism there in the running product?  `not_enforced` says so honestly on the compliance page.
enum class Enforcement { enforced, not_enforced };
BOOST_DESCRIBE_ENUM(Enforcement, enforced, not_enforced)

struct Title {
    std::string zh_Hans, zh_Hant, en;
};
BOOST_DESCRIBE_STRUCT(Title, (), (zh_Hans, zh_Hant, en))
using Reading = Title;  // how we read an unclear place, in the three languages; all empty where nothing is unclear

// How an allowance is counted.
enum class Counting {
    natural,       // days: the midnight that ends the n-th calendar day after; hours/minutes: on the clock
    working,       // hours/minutes of working time; days: the midnight that ends the n-th working day after
    end_of_day,    // the midnight that ends the same day
    promised,      // at the time the opening event names in the fact `field`
    calendar       // by a recurring date (duties)
};
BOOST_DESCRIBE_ENUM(Counting, natural, working, end_of_day, promised, calendar)

struct Allowance {
    Counting counting = Counting::natural;
    int days = 0;
    std::int64_t minutes = 0;  // hours in YAML become minutes
    std::string field;         // promised: the fact with the time, e.g. "promised_at"
};

using Conditions = std::map<std::string, std::vector<std::string>>;  // fact → the values it may equal (as text); see conditions.hpp

struct Trigger {
    std::string on;   // event name
    Conditions when;
    int nth = 0;      // 0: every time; n: only at the n-th such event about the subject (B5)
};

struct Step {          // one rung of the escalation
    Duration offset{}; // from due; negative: before
    std::string to;    // "owner" or a post: supervisor, customer_service_manager, site_director, department_manager, quality_department
};

struct Obligation {
    Trigger opens;                         // one of the same clause and part that is still open is not opened a second time
    std::string owing_post;                // e.g. service_officer
    std::string owing_role;                // which person of the matter owes it: receiver | responsible | executor | "" (the post as such)
    std::string act;                       // verify, report, answer, follow_up, decide …: a key under "act." in locales/
    Allowance within;
    std::string within_parameter;          // the parameter the allowance was read from; "" if it stands in the clause itself
    std::vector<Trigger> kept_by;          // any of them discharges
    std::vector<Trigger> dropped_by;       // the matter no longer calls for it (withdrawn): closes as "waived by rule", with that event as reason
    std::vector<Trigger> moved_by;         // moves due to the event's fact `within.field` (D13); the first time is kept
    std::vector<Trigger> paused_by, resumed_by;
    std::vector<Step> escalate;
    std::vector<std::string> may_waive;    // posts
    bool blocks_closing = true;            // nothing closes over an open one (D16); a call-back after closing does not block
};

struct Target {
    int rate_percent_hundredths = 0;  // 10000 = 100 %
    std::string parameter;            // instead: a parameter of the clause in percent, so that the quality department may confirm it (D10)
    std::string per = "month";
};

struct Share {  // one line of a table whose points make a whole (A4.5.3, A4.6)
    std::string key;
    int points = 0;
};

struct Parameter {
    std::string name;
    std::string value;       // as text; the unit says how to read it; "20/20/30/30" for a table
    std::string unit;        // hours, days, minutes, seconds, months, years, percent (hundredths), count, fen, points, text
    int least = 0;           // 1 where a deadline or a count hangs on it
    std::vector<Share> shares;  // a table: its points sum to `whole`
    int whole = 0;
    bool unstated = false;   // the source lost or never gave it: shipped value is ours until confirmed
    Reading readings;        // how we read an unclear source
    Day from{};
};

// Words that are never said to a customer (F5.1), as the lexicon reads them: see lexicon/pattern.hpp for how they are written.
struct Forbidden {
    std::string key;                    // "outside-duty": how events and rows name it
    std::string phrase;                 // as the handbook has it
    std::vector<std::string> variants;  // other ways to say the same
    std::vector<std::string> innocent;  // contexts in which it is an ordinary word; "@" stands for the phrase
    Title situation, instead;           // when one is tempted to say it, and what to say
};

// What a form shows beside itself (J1–J8, D17, D18, I3.1): at which stages of a conversation, and in which words.
struct GuideLine {
    std::vector<std::string> topics;  // words of a category's name; none: for every matter
    Title say;
    Title why;                        // the reason that is given with an informational question (J3)
};
struct Guide {
    std::vector<std::string> stages;  // greeting, listening, details, checking, solution, closing
    std::vector<GuideLine> lines;
};

struct Clause {
    std::string id;            // "D4"
    std::string chapter;       // "D"
    Title title;
    std::string source;        // section of the handbook
    std::vector<Mechanism> mechanisms;
    Enforcement enforcement = Enforcement::not_enforced;
    std::string reading;       // in the first language, for where only one text fits; else `readings`
    Reading readings;
    Day from{};
    std::vector<Obligation> obligations;  // usually none or one; I3.3 has several
    std::vector<std::string> gates;       // names of use-case gates that this clause stands behind: "complaint.close"
    std::vector<std::string> counts;      // clauses whose obligations and gates make this one's figure (E5, F5)
    std::optional<Target> target;
    std::vector<Parameter> parameters;
    std::vector<Forbidden> forbidden;     // lexicon
    std::vector<std::string> innocent;    // contexts that hold for all of them
    std::optional<Guide> guide;           // script
    std::string file;
    int line = 0;

    // The target in force on a day, in hundredths of a percent; none without one.
    std::optional<int> target_on(Day day) const;
    // The parameter in force on a day; throws Impossible if the clause has none of that name.
    const Parameter& parameter(std::string_view name, Day on) const;
    const Parameter* find_parameter(std::string_view name, Day on) const;  // null: a company's own rulebook may be without it
};

struct Example {  // shipped beside a clause and run by `rulebook check` and the tests; see examples.hpp
    std::string clause, sentence, at, event;
    std::string due;  // site time "2026-03-03 00:00"; "none": this event opens nothing under this clause
    int part = 0;     // which obligation of the clause
    std::map<std::string, std::string> facts;
    std::string file;
    int line = 0;
};

class Rulebook {
  public:
    const std::string& version() const { return version_; }  // "2026-01-01+3f9a2c41": first effective day and digest of the text
    Day from() const { return from_; }
    const std::vector<Clause>& clauses() const { return clauses_; }
    const std::vector<Example>& examples() const { return examples_; }
    const Clause* find(std::string_view id) const;
    const Clause& at(std::string_view id) const;  // throws Impossible
    // Clauses with an obligation that this event could open, discharge, move, pause, … (index by event name).
    struct Hit { const Clause* clause; const Obligation* obligation; int index; };
    const std::vector<Hit>& heard(std::string_view event) const;
    int number(std::string_view clause, std::string_view parameter, Day on) const;  // an integer parameter

    std::string version_;
    Day from_{};
    std::vector<Clause> clauses_;
    std::vector<Example> examples_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::map<std::string, std::vector<Hit>, std::less<>> by_event_;
};

// What was wrong with a file, for people: file, line, what to do.
struct Problem {
    std::string file;
    int line = 0;
    std::string what;
    std::string fix;
};
struct Vocabulary {  // what the running product knows; anything else in a file is a problem
    std::set<std::string, std::less<>> events, posts, acts, gates;
    // Facts that an event carries for conditions and named times; every use-case that tells it must give them.
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> facts;
};
struct Loaded {
    std::shared_ptr<const Rulebook> rulebook;               // the newest version; null when there are problems
    std::vector<std::shared_ptr<const Rulebook>> versions;  // one for each day on which something changes, ascending
    std::vector<Problem> problems;                          // all at once
};
std::vector<embedded::File> shipped();  // the handbook as it is in the binary

// `overlay` (a site's or company's own files) replaces whole clauses by id or single parameters.
Loaded load(const std::vector<embedded::File>& files, const Vocabulary& known,
            const std::vector<embedded::File>& overlay = {});

// Whether the value can be read by its unit; percent is a decimal with at most two places, the rest whole numbers.
bool value_fits(std::string_view value, std::string_view unit, int least = 0);

// The version in force on a day: the newest that has begun, or the first one before it began. Null if nothing loaded.
std::shared_ptr<const Rulebook> in_force(const Loaded& loaded, Day day);

}  // namespace huiyin::rulebook
