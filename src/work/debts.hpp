// Obligations as people meet them, whatever they are about: what climbed, what is owed beside the complaints, letting
// one go by hand, and "why then?". Each subject is named and guarded by the module it belongs to (World).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "work/routes.hpp"

namespace huiyin::work {

struct WaiveObligation {  // POST /obligations/{id}/waiver
    static constexpr auto needs = Permission::waive_obligations;
    ObligationId id{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(WaiveObligation, (), (id, reason))
struct ObligationChanged { ObligationId id{}; obligations::State state{}; Instant due_at{}; };
BOOST_DESCRIBE_STRUCT(ObligationChanged, (), (id, state, due_at))
struct ExplainObligation {  // GET /obligations/{id}/explanation → obligations::Why
    static constexpr auto needs = Permission::see_obligations;
    ObligationId id{};
};
BOOST_DESCRIBE_STRUCT(ExplainObligation, (), (id))
struct AcknowledgeAlert {  // POST /alerts/{id}/acknowledgement
    static constexpr auto needs = Permission::anyone;
    AlertId id{};
};
BOOST_DESCRIBE_STRUCT(AcknowledgeAlert, (), (id))

struct AlertView {
    AlertId id{};
    ObligationId obligation{};
    std::string number, subject, path;  // as its module names it; "" of a kind nobody names
    std::string clause, act, owner_name;
    int step = 0;
    Instant at{};
    Instant due_at{};
    bool seen = false;
};
BOOST_DESCRIBE_STRUCT(AlertView, (), (id, obligation, number, subject, path, clause, act, owner_name, step, at, due_at, seen))

// A debt that is about something else than a complaint.
struct DebtView {
    ObligationId id{};
    journal::SubjectKind kind = journal::SubjectKind::system;
    std::string number, title, path;
    std::string clause, act, owing_post, owner_name;
    Instant opened_at{};
    Instant due_at{};
    bool paused = false;
    bool done = false;
};
BOOST_DESCRIBE_STRUCT(DebtView, (), (id, kind, number, title, path, clause, act, owing_post, owner_name, opened_at, due_at, paused, done))

// What climbed to this person or post and is not seen yet, newest first, at most 20.
std::vector<AlertView> alerts_for(Reading& reading);
// What this person, or nobody yet of this person's posts, still owes beside the complaints and the calls; the next due first.
std::vector<DebtView> debts_of(Reading& reading);
// The calls that are owed about something else than a complaint; `whole_team`: everybody's at the site.
std::vector<DebtView> calls_of(Reading& reading, bool whole_team);
// The same for the rail of a day, with what is done of it already; `whole_team`: everybody's at the site.
std::vector<DebtView> debts_of_day(Reading& reading, Instant from, Instant until, bool whole_team);

Result<ObligationChanged> waive_obligation(Unit& unit, const WaiveObligation& command);
Result<ObligationChanged> acknowledge_alert(Unit& unit, const AcknowledgeAlert& command);
Result<obligations::Why> explain_obligation(Reading& reading, const ExplainObligation& query);

// What must hold of every obligation, whatever it is about (D16); each sentence is a broken invariant.
std::vector<std::string> broken_debts(Reading& reading);

void add_debt_routes(Routes& routes);

}  // namespace huiyin::work
