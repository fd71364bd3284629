// What a screen shows of complaints, and what it asks to be shown: queues, a matter's page, the preview of clocks,
// categories and Today.
#pragma once
#include "complaints/commands.hpp"
#include "complaints/connections.hpp"
#include "work/debts.hpp"

namespace huiyin::complaints {

struct OwedView {  // one obligation as a screen shows it
    ObligationId id{};
    std::string clause;
    std::string act;
    obligations::State state = obligations::State::open;
    bool breached = false;
    std::string owing_post;
    std::optional<StaffId> owner;
    std::string owner_name;
    Instant opened_at{};
    Instant due_at{};
    Instant first_due_at{};
    int moved = 0;
    std::optional<Instant> ended_at;
    std::optional<Instant> paused_at;
    std::string reason;
    bool may_waive = false;
    bool may_move = false;
};
BOOST_DESCRIBE_STRUCT(OwedView, (), (id, clause, act, state, breached, owing_post, owner, owner_name, opened_at, due_at, first_due_at,
                                     moved, ended_at, paused_at, reason, may_waive, may_move))

struct ComplaintRow {  // one line of a queue
    ComplaintId id{};
    std::string number;
    Kind kind = Kind::complaint;
    Source source = Source::phone;
    State state = State::recorded;
    Phase phase = Phase::new_;
    std::string subject;
    std::string room;             // "3栋1204"; "" if none
    std::string customer;         // masked name
    std::optional<StaffId> responsible;
    std::string responsible_name;
    std::string department_name;
    CategoryId category{};
    std::string category_name;
    Severity severity = Severity::ordinary;
    Importance importance = Importance::ordinary;
    Instant received_at{};
    std::optional<Instant> closed_at;
    std::string next_clause;      // of the obligation due next; "" if none
    std::string next_act;
    std::optional<Instant> next_due_at;
    std::optional<Instant> next_opened_at;
    bool next_paused = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ComplaintRow, (), (id, number, kind, source, state, phase, subject, room, customer, responsible, responsible_name,
                                         department_name, category, category_name, severity, importance, received_at, closed_at,
                                         next_clause, next_act, next_due_at, next_opened_at, next_paused, version))

enum class Tab { mine, unassigned, team, due_today, all, closed, late };
BOOST_DESCRIBE_ENUM(Tab, mine, unassigned, team, due_today, all, closed, late)
enum class Order { due, newest };
BOOST_DESCRIBE_ENUM(Order, due, newest)

struct ListComplaints {  // GET /complaints
    static constexpr auto needs = Permission::see_complaints;
    std::optional<Tab> tab;
    std::optional<Order> order;
    std::optional<Kind> kind;
    std::optional<State> state;
    std::optional<CategoryId> category;
    std::optional<DepartmentId> department;
    std::optional<StaffId> responsible;
    std::optional<UnitId> unit;
    std::optional<PersonId> person;
    std::optional<Day> from, until;          // received day, until exclusive
    std::optional<std::string> cursor;       // from the page before
    std::optional<int> limit;                // 1–100, 50 if absent
};
BOOST_DESCRIBE_STRUCT(ListComplaints, (), (tab, order, kind, state, category, department, responsible, unit, person, from, until, cursor, limit))

struct ComplaintList {
    std::vector<ComplaintRow> rows;
    std::string next;             // cursor; "" at the end
    std::int64_t total = 0;       // exactly the rows that paging to the end would give
    bool total_capped = false;    // true: at least `total`
};
BOOST_DESCRIBE_STRUCT(ComplaintList, (), (rows, next, total, total_capped))

struct TimelineEntry {
    EventId id{};
    Instant at{};
    std::string event;            // "complaint.verified": a key under "event." in locales/
    std::optional<StaffId> actor; // none: the system
    std::string actor_name;
    std::string clause;
    RawJson facts;
    RawJson personal;             // null after erasure
};
BOOST_DESCRIBE_STRUCT(TimelineEntry, (), (id, at, event, actor, actor_name, clause, facts, personal))

struct AttachmentView {
    AttachmentId id{};
    std::string name;
    std::string media_type;       // image/jpeg, image/png, image/webp, application/pdf
    std::int64_t size = 0;
    Instant added_at{};
    std::string added_by_name;
};
BOOST_DESCRIBE_STRUCT(AttachmentView, (), (id, name, media_type, size, added_at, added_by_name))

struct CustomerCard {  // the right column; masked
    std::optional<PersonId> person;
    std::optional<UnitId> unit;
    std::string name;
    std::string role;             // owner, tenant, occupant, guest, enterprise_user, "" unknown
    std::string room;
    std::string phone;
    bool has_phone = false;
    std::string note;             // a warning for whoever speaks with this household
    std::vector<ComplaintRow> earlier;  // newest first, at most 8
};
BOOST_DESCRIBE_STRUCT(CustomerCard, (), (person, unit, name, role, room, phone, has_phone, note, earlier))

struct Action {                   // what this person may do now; the server decides
    std::string name;             // verify, report, assign, hand_over, refer, decide, promise, answer, agree, close, reopen, withdraw, note, call, attach, raise, ask_outside, record_outside_answer, importance
    bool allowed = false;
    std::string refusal;          // why not: a code under "refused." in locales/; "" if allowed
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(Action, (), (name, allowed, refusal, clause))

struct FillPhrases {  // GET /complaints/{id}/phrases: canned answers with this matter's names and times
    static constexpr auto needs = Permission::see_complaints;
    ComplaintId id{};
};
BOOST_DESCRIBE_STRUCT(FillPhrases, (), (id))

struct OpenComplaint {  // GET /complaints/{id}
    static constexpr auto needs = Permission::see_complaints;
    ComplaintId id{};
};
BOOST_DESCRIBE_STRUCT(OpenComplaint, (), (id))

struct ComplaintPage {
    ComplaintId id{};
    std::string number;
    std::int64_t version = 0;
    Kind kind = Kind::complaint;
    About about = About::household_matter;
    Source source = Source::phone;
    State state = State::recorded;
    Phase phase = Phase::new_;
    CategoryId category{};
    std::string category_name;
    Severity severity = Severity::ordinary;
    Importance importance = Importance::ordinary;
    std::string subject, text, wants, place;
    Instant received_at{};
    StaffId receiver{};
    std::string receiver_name;
    std::optional<StaffId> responsible;
    std::string responsible_name;
    std::optional<StaffId> executor;
    std::string executor_name;
    std::optional<DepartmentId> department;
    std::string department_name;
    std::optional<Substance> substance;
    std::string finding, cause, decision, answer;
    std::optional<Instant> verified_at, promised_at, first_promised_at, answered_at, closed_at;
    std::optional<Agreement> agreement;
    std::string agreement_reason;
    std::string outcome;
    int hand_overs = 0;
    int reopened = 0;
    std::vector<OwedView> owed;           // the deadline strip, by due
    std::vector<TimelineEntry> timeline;  // oldest first
    std::vector<AttachmentView> attachments;
    CustomerCard customer;
    std::vector<Action> actions;
    Connections connections;
};
BOOST_DESCRIBE_STRUCT(ComplaintPage, (), (id, number, version, kind, about, source, state, phase, category, category_name, severity,
                                          importance, subject, text, wants, place, received_at, receiver, receiver_name, responsible,
                                          responsible_name, executor, executor_name, department, department_name, substance, finding,
                                          cause, decision, answer, verified_at, promised_at, first_promised_at, answered_at, closed_at,
                                          agreement, agreement_reason, outcome, hand_overs, reopened, owed, timeline, attachments,
                                          customer, actions, connections))

struct PreviewClocks {  // GET /complaints/preview: which clocks will start, before anything is recorded
    static constexpr auto needs = Permission::record_complaints;
    std::optional<Kind> kind;
    std::optional<About> about;
    std::optional<Importance> importance;
    std::optional<Instant> promised_at;
};
BOOST_DESCRIBE_STRUCT(PreviewClocks, (), (kind, about, importance, promised_at))
struct ClockPreview {
    std::string clause, act, owing_post;
    std::optional<Instant> due_at;   // none: starts later
    std::string starts_on;           // the event it waits for
};
BOOST_DESCRIBE_STRUCT(ClockPreview, (), (clause, act, owing_post, due_at, starts_on))
struct ClockPreviews { std::vector<ClockPreview> clocks; };
BOOST_DESCRIBE_STRUCT(ClockPreviews, (), (clocks))

struct ListCategories {  // GET /categories
    static constexpr auto needs = Permission::anyone;
};
BOOST_DESCRIBE_STRUCT(ListCategories, (), ())
struct CategoryView {
    CategoryId id{};
    std::optional<CategoryId> parent;
    std::string name;                // in the site's language; categories are a site's own data
    std::string initials;
    std::optional<DepartmentId> department;
};
BOOST_DESCRIBE_STRUCT(CategoryView, (), (id, parent, name, initials, department))
struct CategoryTree { std::vector<CategoryView> categories; };
BOOST_DESCRIBE_STRUCT(CategoryTree, (), (categories))

// ---------- Today ----------
struct Pin {  // on the deadline rail
    ObligationId id{};
    ComplaintId complaint{};  // "0": it is about something else
    std::string number;
    std::string lane;    // complaint, follow_up, other
    std::string clause, act;
    std::string label;   // room or customer, or what it is about
    std::string path;    // the page it opens
    Instant due_at{};
    bool done = false;
};
BOOST_DESCRIBE_STRUCT(Pin, (), (id, complaint, number, lane, clause, act, label, path, due_at, done))
struct FollowUpRow {  // a call that is owed, after a complaint or about something else (D10, D11)
    ObligationId id{};
    std::optional<ComplaintId> complaint;
    std::string number, customer, room, subject;
    std::string path, call_path;  // what it is about, and the sheet to call by
    Instant opened_at{};
    Instant due_at{};
    int attempts = 0;
};
BOOST_DESCRIBE_STRUCT(FollowUpRow, (), (id, complaint, number, customer, room, subject, path, call_path, opened_at, due_at, attempts))
struct TabCount { Tab tab = Tab::mine; std::int64_t count = 0; };
BOOST_DESCRIBE_STRUCT(TabCount, (), (tab, count))
struct RateView {  // "this month": from the compliance figures
    std::string clause;
    std::string name_key;
    std::int64_t kept = 0, due = 0;
    int percent_hundredths = 0;         // 9640 = 96.4 %
    int target_hundredths = 10000;
};
BOOST_DESCRIBE_STRUCT(RateView, (), (clause, name_key, kept, due, percent_hundredths, target_hundredths))
struct OpenToday {  // GET /today: the whole start page in one request
    static constexpr auto needs = Permission::see_complaints;
    static constexpr std::array optional_fields = {"peek"};
    std::optional<Tab> tab;
    bool peek = false;  // with the first matter of the queue whole
};
BOOST_DESCRIBE_STRUCT(OpenToday, (), (tab, peek))
struct Today {
    Instant now{};
    std::int64_t late = 0;
    std::int64_t due_today = 0;
    std::optional<Pin> next;
    std::vector<Pin> pins;
    std::vector<TabCount> tabs;
    ComplaintList queue;
    std::optional<ComplaintPage> peek;    // the first of the queue, for whoever asked
    std::vector<FollowUpRow> follow_ups;  // the calls that are owed, here and nowhere else on this page; the next due first
    std::int64_t follow_ups_total = 0;    // as many as are listed, unless there are more than a page holds
    std::vector<RateView> rates;
    std::vector<work::DebtView> debts;   // owed by this person or post beside the complaints; the tab "other" lists them
    std::vector<work::AlertView> alerts;  // what climbed to this person, newest first, at most 20
};
BOOST_DESCRIBE_STRUCT(Today, (), (now, late, due_today, next, pins, tabs, queue, peek, follow_ups, follow_ups_total, rates, debts, alerts))


}  // namespace huiyin::complaints
