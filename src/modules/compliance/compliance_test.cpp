// Compliance on both engines: the figures partition what was due, and each equals its list; confirming a lost figure.
#include "compliance/compliance.hpp"

#include <fmt/format.h>

#include <random>

#include "rulebook/vocabulary.hpp"
#include "support/databases.hpp"
#include "work/gates.hpp"

namespace huiyin::compliance {
namespace {

const store::QueryFile queries{"compliance_test", R"(
-- name: an_obligation
insert into obligations (id, site, clause, part, rulebook_version, act, subject_kind, subject_id, owing_post, owing_role, owner, department,
                         opened_by, opened_at, due_at, first_due_at, moved, state, breached, ended_at, ended_by, reason, paused_at,
                         blocks_closing, basis, version)
values ($1, $2, $3, 0, 'v', 'verify', 'complaint', $4, 'service_officer', 'responsible', $5, $6, 1, $7, $8, $8, 0, $9, $10, $11, null, '', $12,
        1, '{}', 1)
-- name: a_complaint
insert into complaints (id, site, number, kind, about, source, category, caller_name, caller_phone, place, subject, text, wants, severity,
                        importance, state, receiver, department, received_at, finding, cause, decision, promise_what, answer,
                        agreement_reason, outcome, hand_overs, reopened, version)
values ($1, $2, $3, 'complaint', 'office', 'phone', 1, '', '', '大堂', '水管漏水', '', '', 'ordinary', 'ordinary', 'recorded', 1, $4, 0, '', '',
        '', '', '', '', '', 0, 0, 1)
-- name: a_colleague
insert into staff (id, site, department, name, folded, initials, active, version) values ($1, $2, 1, $3, '', '', 1, 1)
-- name: a_name
select number, subject, '' from complaints where id = $1 and site = $2

-- name: confirmed_events
select facts from journal where event = 'rulebook.parameter_confirmed' order by seq
)"};

constexpr SiteId site{1};
constexpr DepartmentId engineering{11}, cleaning{12};

struct Debt {  // an obligation as the test knows it
    std::int64_t id = 0;
    std::string clause, state;
    Instant due{};
    std::optional<Instant> paused;
    DepartmentId department{};
};

class ComplianceOnBothEngines : public testing::TestWithParam<store::Engine> {
  protected:
    ComplianceOnBothEngines() {
        const auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary());
        world.rulebook = loaded.rulebook;
        world.usual = std::make_shared<WorkingCalendar>(WorkingCalendar::usual(Zone{}, Holidays{}));
        world.describers[journal::SubjectKind::complaint] = [](store::Tx& tx, SiteId at_site, std::int64_t id) {
            auto named = tx.first<work::SubjectView>(queries.at("a_name"), id, at_site).value_or(work::SubjectView{});
            named.path = "/complaints/" + std::to_string(id);
            return named;
        };
        quality.staff = StaffId{77};
        quality.name = "钱敏";
        quality.grants = {{Permission::see_compliance, work::Scope::company}, {Permission::confirm_unstated, work::Scope::company},
                          {Permission::see_rulebook, work::Scope::company}};
        db->write_now([&](store::Tx& tx) { tx.run(queries.at("a_colleague"), std::int64_t{77}, site, quality.name); });
    }

    Instant at(const char* text) const { return *Zone{}.parse(text); }

    void put(const std::vector<Debt>& debts) {
        db->write_now([&](store::Tx& tx) {
            for (const auto& d : debts) {
                const bool ended = d.state != "open";
                tx.run(queries.at("an_obligation"), d.id, site, d.clause, d.id, std::optional<StaffId>{StaffId{77}}, d.department, d.due - 24h, d.due,
                       d.state, d.state == "kept_late", ended ? std::optional(d.due) : std::nullopt, d.paused);
            }
        });
    }

    template <class F>
    auto reading(const work::Actor& actor, F f) {
        return db->read_now([&](store::Tx& tx) {
            work::Reading r{tx, actor, site, now, world};
            return f(r);
        });
    }
    Compliance figures(const OpenCompliance& query) {
        return reading(quality, [&](work::Reading& r) { return open_compliance(r, query).value(); });
    }
    std::vector<FigureRow> every_row(OpenFigure query, std::int64_t& total) {
        std::vector<FigureRow> rows;
        query.limit = 7;
        for (int page = 0; page < 10000; ++page) {
            auto view = reading(quality, [&](work::Reading& r) { return open_figure(r, query).value(); });
            total = view.total;
            std::ranges::move(view.rows, std::back_inserter(rows));
            if (view.next.empty()) return rows;
            query.cursor = view.next;
        }
        ADD_FAILURE() << "the pages never end";
        return rows;
    }
    template <class F>
    auto working(const work::Actor& actor, F f) {
        std::optional<std::invoke_result_t<F, work::Unit&>> result;
        db->write_now([&](store::Tx& tx) {
            work::Unit unit(tx, ids, world, actor, site, now, now);
            result.emplace(f(unit));
        });
        return *result;
    }

    std::unique_ptr<store::Database> db = support::fresh_database(GetParam());
    IdSource ids;
    work::World world;
    work::Actor quality;
    Instant now = at("2026-03-16 10:00");
};

const ClauseFigure& of(const Compliance& view, const std::string& clause) {
    for (const auto& f : view.clauses)
        if (f.clause == clause) return f;
    throw Impossible("no clause " + clause);
}

TEST_P(ComplianceOnBothEngines, ShowsEveryClauseAndSaysWhichAreNotEnforced) {
    const auto view = figures({});
    EXPECT_EQ(view.clauses.size(), 117u);
    EXPECT_EQ(view.from, Day::of(2026, 3, 1));
    EXPECT_EQ(view.until, Day::of(2026, 4, 1));
    EXPECT_FALSE(of(view, "B12").enforced);
    EXPECT_TRUE(of(view, "D4").enforced);
    EXPECT_TRUE(of(view, "A3").enforced) << "A3: the posts gate every route";
    EXPECT_TRUE(of(view, "D10").unconfirmed);
    EXPECT_FALSE(of(view, "D4").rate_hundredths) << "nothing was due";
    EXPECT_EQ(of(view, "D11").target_hundredths, 10000);
    EXPECT_EQ(of(view, "D10").target_hundredths, 9000) << "from its parameter, until the quality department confirms another";
}

TEST_P(ComplianceOnBothEngines, CountsEachObligationOnceByWhatBecameOfIt) {
    put({{1, "D4", "kept", at("2026-03-03 00:00"), {}, engineering},
         {2, "D4", "kept_late", at("2026-03-04 00:00"), {}, engineering},
         {3, "D4", "waived", at("2026-03-05 00:00"), {}, cleaning},
         {4, "D4", "open", at("2026-03-16 10:00"), {}, cleaning},
         {5, "D4", "open", at("2026-03-16 10:01"), {}, cleaning},
         {6, "D4", "open", at("2026-03-10 00:00"), at("2026-03-09 12:00"), cleaning},
         {7, "D4", "open", at("2026-03-10 00:00"), at("2026-03-11 12:00"), cleaning}});
    const auto all = figures({});
    const auto& d4 = of(all, "D4");
    EXPECT_EQ(d4.kept, 1);
    EXPECT_EQ(d4.kept_late, 1);
    EXPECT_EQ(d4.waived, 1);
    EXPECT_EQ(d4.late_open, 2) << "due this very moment, and one whose clock was stopped only after its time";
    EXPECT_EQ(d4.open, 2) << "a minute left, and one whose clock was stopped in time";
    EXPECT_EQ(d4.due, 5);
    EXPECT_EQ(d4.rate_hundredths, 2500) << "one kept of four that counted";
}

TEST_P(ComplianceOnBothEngines, GivesADebtDueAtMidnightToTheDayThatEndsThere) {
    put({{1, "D4", "kept", at("2026-04-01 00:00"), {}, engineering}, {2, "D4", "kept", at("2026-03-01 00:00"), {}, engineering}});
    const auto march = figures({.from = Day::of(2026, 3, 1), .until = Day::of(2026, 4, 1)});
    EXPECT_EQ(of(march, "D4").due, 1);
    ASSERT_EQ(march.days.size(), 1u);
    EXPECT_EQ(march.days[0].day, Day::of(2026, 3, 31));
    EXPECT_EQ(of(figures({.from = Day::of(2026, 2, 1), .until = Day::of(2026, 3, 1)}), "D4").due, 1);
}

TEST_P(ComplianceOnBothEngines, HasEveryFigureEqualToItsListForRandomDebts) {
    std::mt19937 random(20260316);
    const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const std::vector<std::string> clauses{"D4", "D5", "D13", "D16", "B5"};
    const std::vector<std::string> states{"open", "kept", "kept_late", "waived", "open"};
    std::vector<Debt> debts;
    for (int i = 1; i <= 600; ++i) {
        Debt d{i, clauses[static_cast<std::size_t>(pick(5))], states[static_cast<std::size_t>(pick(5))],
               at("2026-02-20 00:00") + std::chrono::hours(pick(60 * 24 / 6) * 6), {}, pick(2) ? engineering : cleaning};
        if (d.state == "open" && pick(4) == 0) d.paused = d.due + std::chrono::hours(pick(48) - 24);
        debts.push_back(d);
    }
    put(debts);
    const OpenCompliance march{.from = Day::of(2026, 3, 1), .until = Day::of(2026, 4, 1)};
    const auto outcome_of = [&](const Debt& d) {
        if (d.state != "open") return d.state;
        return std::string(d.due <= now && (!d.paused || *d.paused >= d.due) ? "late_open" : "open");
    };
    for (const std::optional<DepartmentId> department : {std::optional<DepartmentId>{}, std::optional(cleaning)}) {
        auto asked = march;
        asked.department = department;
        const auto view = figures(asked);
        for (const std::string clause : {"D4", "D5", "D13", "D16", "B5", "D7", "F5", "E5"}) {
            const std::set<std::string> counted = clause == "D7"   ? std::set<std::string>{"B5"}
                                                  : clause == "F5" ? std::set<std::string>{"D13"}
                                                  : clause == "E5" ? std::set<std::string>{"D4", "D5", "D6", "D16"}
                                                                   : std::set<std::string>{clause};
            std::map<std::string, std::int64_t> expected;
            for (const auto& d : debts)
                if (counted.contains(d.clause) && d.due > at("2026-03-01 00:00") && d.due <= at("2026-04-01 00:00") && (!department || d.department == *department))
                    ++expected[outcome_of(d)];
            const auto& f = of(view, clause);
            EXPECT_EQ(f.kept, expected["kept"]) << clause;
            EXPECT_EQ(f.kept_late, expected["kept_late"]) << clause;
            EXPECT_EQ(f.waived, expected["waived"]) << clause;
            EXPECT_EQ(f.late_open, expected["late_open"]) << clause;
            EXPECT_EQ(f.open, expected["open"]) << clause;
            EXPECT_EQ(f.due, f.kept + f.kept_late + f.waived + f.late_open) << clause;
            for (const auto& [figure, count] : {std::pair{Figure::due, f.due}, {Figure::kept, f.kept}, {Figure::kept_late, f.kept_late},
                                                {Figure::late_open, f.late_open}, {Figure::open, f.open}, {Figure::waived, f.waived}}) {
                std::int64_t total = -1;
                const auto rows = every_row({.clause = clause, .figure = figure, .from = march.from, .until = march.until, .department = department}, total);
                EXPECT_EQ(total, count) << clause << " " << json::enum_name(figure);
                EXPECT_EQ(static_cast<std::int64_t>(rows.size()), count) << clause << " " << json::enum_name(figure);
                std::set<std::int64_t> different;
                for (const auto& row : rows) {
                    different.insert(row.obligation->value);
                    EXPECT_TRUE(figure == Figure::due ? row.outcome != "open" : row.outcome == json::enum_name(figure)) << row.outcome;
                }
                EXPECT_EQ(different.size(), rows.size()) << "no row twice";
            }
        }
        std::int64_t by_day = 0;
        for (const auto& d : view.days) by_day += d.kept + d.kept_late + d.late_open + d.open;
        std::int64_t by_clause = 0;
        for (const std::string clause : {"D4", "D5", "D13", "D16", "B5"}) {
            const auto& f = of(view, clause);
            by_clause += f.kept + f.kept_late + f.late_open + f.open;
        }
        EXPECT_EQ(by_day, by_clause);
    }
}

TEST_P(ComplianceOnBothEngines, NamesTheMatterTheRoomAndTheOwnerInARow) {
    db->write_now([&](store::Tx& tx) { tx.run(queries.at("a_complaint"), std::int64_t{1}, site, "TS20260302-0001", engineering); });
    put({{1, "D4", "kept", at("2026-03-03 00:00"), {}, engineering}});
    std::int64_t total = 0;
    const auto rows = every_row({.clause = "D4", .figure = Figure::kept}, total);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].number, "TS20260302-0001");
    EXPECT_EQ(rows[0].subject, "水管漏水");
    EXPECT_EQ(rows[0].path, "/complaints/1");
    EXPECT_EQ(rows[0].room, "大堂");
    EXPECT_EQ(rows[0].owner_name, "钱敏");
    EXPECT_EQ(rows[0].subject_id, "1");
}

TEST_P(ComplianceOnBothEngines, ReadsTheManagersConductFromInspectionsAppealsAndClocks) {  // B3, B4, B6, F1, F6
    put({{1, "A4.5.2", "kept", at("2026-03-03 00:00"), {}, engineering},
         {2, "A4.4.5", "kept", at("2026-03-03 00:00"), {}, engineering},
         {3, "D4", "kept", at("2026-03-03 00:00"), {}, engineering},
         {4, "D16", "kept_late", at("2026-03-03 00:00"), {}, engineering}});
    const auto view = figures({});
    for (const auto& [clause, kept, late] : {std::tuple{"F1", 1, 0}, {"F6", 1, 0}, {"B3", 1, 0}, {"B4", 2, 1}, {"B6", 1, 0}}) {
        EXPECT_EQ(of(view, clause).kept, kept) << clause;
        EXPECT_EQ(of(view, clause).kept_late, late) << clause;
        std::int64_t listed = 0;
        EXPECT_EQ(static_cast<int>(every_row({.clause = clause, .figure = Figure::kept}, listed).size()), kept) << clause;
    }
}

TEST_P(ComplianceOnBothEngines, CountsAGateEachTimeItPassedOrRefused) {
    db->write_now([&](store::Tx& tx) { tx.run(queries.at("a_complaint"), std::int64_t{5}, site, "TS20260302-0005", engineering); });
    const journal::Subject matter{journal::SubjectKind::complaint, 5};
    working(quality, [&](work::Unit& unit) {
        EXPECT_TRUE(work::gate_refused(unit, "close_complaint", {"complaint.not-agreed", Trouble::conflict, "F4"}, matter));
        EXPECT_FALSE(work::gate_refused(unit, "answer_complaint", {"complaint.already-closed", Trouble::conflict, "D16"}, matter)) << "answering asks no gate";
        EXPECT_FALSE(work::gate_refused(unit, "close_complaint", {"complaint.not-referred", Trouble::conflict, "D6"}, matter)) << "D6 is not behind closing";
        EXPECT_FALSE(work::gate_refused(unit, "close_complaint", {"stale", Trouble::stale}, matter)) << "the handbook is silent on that";
        work::gate_passed(unit, {"D8", "D16", "F4"}, "complaint.close", matter);
        return 0;
    });
    const auto view = figures({});
    EXPECT_EQ(of(view, "F4").asked, 2);
    EXPECT_EQ(of(view, "F4").passed, 1);
    EXPECT_EQ(of(view, "F4").refused, 1);
    EXPECT_EQ(of(view, "D8").asked, 1);
    EXPECT_EQ(of(view, "E5").passed, 1) << "E5 counts D8 and D16, and this was one closing";
    working(quality, [&](work::Unit& unit) {
        work::gate_passed(unit, {"D13", "F5"}, "complaint.promise", matter);
        work::gate_passed(unit, {"D7"}, "complaint.hand_over", matter);
        return 0;
    });
    const auto later = figures({});
    for (const auto& [clause, passed] : {std::pair{"D13", 1}, {"F5", 1}, {"D7", 1}, {"B5", 0}, {"E5", 2}}) {
        std::int64_t listed = 0;
        const auto behind = every_row({.clause = clause, .figure = Figure::passed}, listed);
        EXPECT_EQ(of(later, clause).passed, passed) << clause;
        EXPECT_EQ(listed, passed) << clause;
        EXPECT_EQ(static_cast<std::int64_t>(behind.size()), passed) << clause;
    }
    std::int64_t total = 0;
    const auto rows = every_row({.clause = "F4", .figure = Figure::refused}, total);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(total, 1);
    EXPECT_EQ(rows[0].refusal, "complaint.not-agreed");
    EXPECT_EQ(rows[0].number, "TS20260302-0005");
    EXPECT_FALSE(rows[0].obligation);
    EXPECT_EQ(of(figures({.department = engineering}), "F4").asked, 2);
    EXPECT_EQ(of(figures({.department = cleaning}), "F4").asked, 0);
}

TEST_P(ComplianceOnBothEngines, ShowsADepartmentsReaderOnlyThatDepartment) {
    put({{1, "D4", "kept", at("2026-03-03 00:00"), {}, engineering}, {2, "D4", "kept", at("2026-03-03 00:00"), {}, cleaning}});
    work::Actor supervisor;
    supervisor.staff = StaffId{5};
    supervisor.department = cleaning;
    supervisor.grants = {{Permission::see_compliance, work::Scope::department, site}};
    EXPECT_EQ(reading(supervisor, [&](work::Reading& r) { return of(*open_compliance(r, {}), "D4").due; }), 1);
    const auto other = reading(supervisor, [&](work::Reading& r) { return open_figure(r, {.clause = "D4", .department = engineering}); });
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().trouble, Trouble::forbidden);
}

TEST_P(ComplianceOnBothEngines, AnswersAnUnknownClauseAndAStrangePeriodWithARefusal) {
    const auto unknown = reading(quality, [&](work::Reading& r) { return open_figure(r, {.clause = "Z9"}); });
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, "clause.not-found");
    Checks checks;
    OpenFigure{.clause = "D4", .from = Day::of(2026, 4, 1), .until = Day::of(2026, 3, 1), .cursor = "far away", .limit = 0}.check(checks);
    EXPECT_EQ(checks.errors(), (std::vector<FieldError>{{"until", "not-after-from"}, {"cursor", "unknown-value"}, {"limit", "out-of-range"}}));
}

TEST_P(ComplianceOnBothEngines, LeavesALostFigureUnconfirmedUntilTheQualityDepartmentRules) {
    const ConfirmParameter command{"D10", "follow-up-rate", "85", "按去年的实际"};
    work::Actor officer;
    officer.staff = StaffId{5};
    officer.grants = {{Permission::see_compliance, work::Scope::site, site}};
    const auto refused = working(officer, [&](work::Unit& unit) { return work::run(unit, confirm_parameter, command); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "not-permitted") << "A4.10: only the quality department rules";
    EXPECT_TRUE(of(figures({}), "D10").unconfirmed);

    const auto confirmed = working(quality, [&](work::Unit& unit) { return work::run(unit, confirm_parameter, command); });
    ASSERT_TRUE(confirmed);
    const auto& rate = confirmed->parameters.at(0);
    EXPECT_EQ(rate.value, "85");
    EXPECT_TRUE(rate.confirmed);
    EXPECT_EQ(rate.confirmed_by_name, "钱敏");
    EXPECT_EQ(rate.confirmed_at, now);
    const auto after = figures({});
    EXPECT_FALSE(of(after, "D10").unconfirmed);
    EXPECT_EQ(of(after, "A4.10").passed, 1);
    const auto told = db->read_now([](store::Tx& tx) { return tx.all<std::string>(queries.at("confirmed_events")); });
    ASSERT_EQ(told.size(), 1u);
    EXPECT_TRUE(told[0].contains("\"follow-up-rate\"")) << told[0];
    EXPECT_FALSE(told[0].contains("去年")) << "what a person wrote stays out of the facts";
}

TEST_P(ComplianceOnBothEngines, RefusesToConfirmWhatIsNotUnstatedDoesNotFitOrStandsAlready) {
    const auto code = [&](const ConfirmParameter& command) {
        const auto result = working(quality, [&](work::Unit& unit) { return work::run(unit, confirm_parameter, command); });
        return result ? std::string("confirmed") : result.error().code;
    };
    EXPECT_EQ(code({"D11", "follow-up-within", "3", "r"}), "clause.nothing-to-confirm");
    EXPECT_EQ(code({"Z1", "x", "3", "r"}), "clause.not-found");
    EXPECT_EQ(code({"D10", "follow-up-rate", "150", "r"}), "invalid");
    EXPECT_EQ(code({"D16", "answer-within", "0", "r"}), "invalid");
    EXPECT_EQ(code({"D16", "answer-within", "3", " "}), "invalid");
    EXPECT_EQ(code({"D16", "answer-within", "3", "照用"}), "confirmed");
    EXPECT_EQ(code({"D16", "answer-within", "3", "照用"}), "clause.already-confirmed");
}

TEST_P(ComplianceOnBothEngines, TurnsAConfirmedFigureIntoAVersionThatBeginsThatDay) {
    const auto confirm = [&](const char* value) {
        working(quality, [&](work::Unit& unit) { return confirm_parameter(unit, {"D16", "answer-within", value, "r"}).has_value(); });
    };
    const auto overlay = [&] { return db->read_now([&](store::Tx& tx) { return confirmed_overlay(tx, *world.rulebook); }); };
    confirm("3");
    EXPECT_EQ(overlay(), "") << "confirming what is shipped changes nothing";
    now = at("2026-03-20 09:00");
    confirm("4");
    confirm("5");
    now = at("2026-04-01 09:00");
    confirm("3");
    const auto text = overlay();
    const auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary(), {{"confirmed.yaml", {text.data(), text.data() + text.size()}}});
    ASSERT_TRUE(loaded.rulebook) << loaded.problems.at(0).what << text;
    const auto days = [&](Day day) { return rulebook::in_force(loaded, day)->at("D16").obligations[0].within.days; };
    EXPECT_EQ(days(Day::of(2026, 3, 19)), 3);
    EXPECT_EQ(days(Day::of(2026, 3, 20)), 5);
    EXPECT_EQ(days(Day::of(2026, 4, 1)), 3);
}

ON_EACH_ENGINE(ComplianceOnBothEngines);

}  // namespace
}  // namespace huiyin::compliance
