// A year lived through the same use-cases as from the page, its totals counted again by another program, to the digit (A4.6).
#include <map>
#include <random>

#include "test_office.hpp"

namespace huiyin::appraisal {
namespace {

struct AYearOfAnOffice : Appraisal {};
ON_EACH_ENGINE(AYearOfAnOffice);

// What the other program knows of one person: only what was entered, never what was computed.
struct Entered {
    std::int64_t inspections = 0, inspection_weight = 0, months = 0, month_weight = 0, year_end = -1;
};

TEST_P(AYearOfAnOffice, GivesTheSameDigitsWhenItIsCountedAnotherWay) {
    std::mt19937_64 random(20271231);
    const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
    std::map<std::int64_t, Entered> people;
    const auto score_all = [&] {
        const auto rows = list(director, AppraisalShow::all).rows;
        for (const auto& row : rows) {
            if (row.state != AppraisalState::planned) continue;
            const auto who = row.employee == director ? manager : director;
            const auto page = open(manager, row.id);
            if (row.kind != RecordKind::year_end && below(12) == 0) {
                ASSERT_TRUE(run(as(who), site, excuse_appraisal, {row.id, page.version, "整段不在岗"}));
                continue;
            }
            ScoreAppraisal s;
            std::int64_t taken = 0;
            for (auto n = below(4); n > 0; --n) {
                MarkInput m;
                m.item = static_cast<int>(below(static_cast<std::int64_t>(page.items.size())));
                const bool twice = std::ranges::any_of(s.marks, [&](const MarkInput& o) { return o.item == m.item; });
                if (twice) continue;
                m.points = {1 + below(page.items[static_cast<std::size_t>(m.item)].criterion.points.hundredths)};
                m.reason = "按标准";
                taken += m.points.hundredths;
                s.marks.push_back(std::move(m));
            }
            if (!is_inspection(row.kind) && below(3) == 0) {
                s.bonus = {100 + below(901)};
                s.bonus_decision = "嘉奖令";
            }
            if (row.kind == RecordKind::month) s.days_away = static_cast<int>(below(page.days + 1));
            const auto scored = score(who, row.id, s);
            ASSERT_TRUE(scored) << scored.error().code;
            const auto total = 10000 - taken + s.bonus.hundredths;
            ASSERT_EQ(scored->score.hundredths, total);
            if (row.period < *Day::parse("2026-01-01") || row.period >= *Day::parse("2027-01-01")) continue;
            auto& e = people[row.employee.value];
            if (row.kind == RecordKind::year_end) {
                e.year_end = total;
            } else if (row.kind == RecordKind::month) {
                e.months += (page.days - s.days_away) * total;
                e.month_weight += page.days - s.days_away;
            } else {
                const std::int64_t weight = row.kind == RecordKind::monthly ? 2 : 1;
                e.inspections += weight * total;
                e.inspection_weight += weight;
            }
        }
    };
    auto day = *Day::parse("2026-06-01");
    while (day < *Day::parse("2027-01-05")) {
        // A month that begins on a day off is planned on its first working day, a Monday.
        if (day.weekday() == 0 || day == Day::of(day.year(), day.month(), 1)) {
            begin(day.iso().c_str());
            now = now + 10h;
            score_all();
            if (HasFatalFailure()) return;
        }
        day = day + 1;
    }
    for (const auto& [id, e] : people) {
        if (e.year_end < 0) continue;
        const auto page = ask(as(director), site, open_year, {2026, StaffId{id}}).value();
        ASSERT_TRUE(page.total);
        // Everything over one denominator, in whole numbers, without a fraction anywhere.
        __extension__ typedef __int128 Wide;
        const Wide di = e.inspection_weight ? e.inspection_weight : 1, dm = e.month_weight ? e.month_weight : 1;
        Wide percent = 50, sum = 50 * Wide{e.year_end} * di * dm;
        if (e.inspection_weight) percent += 20, sum += 20 * Wide{e.inspections} * dm;
        if (e.month_weight) percent += 30, sum += 30 * Wide{e.months} * di;
        const Wide denominator = percent * di * dm;
        EXPECT_EQ(page.total->hundredths, static_cast<std::int64_t>((2 * sum + denominator) / (2 * denominator)));
        EXPECT_EQ(page.excellent, sum > 10000 * denominator);
        EXPECT_EQ(page.open_records, 0);
        const auto made = run(as(StaffId{id} == director ? manager : director), site, sign_year, {2026, StaffId{id}});
        ASSERT_TRUE(made) << made.error().code;
        EXPECT_EQ(made->total, *page.total);
    }
    EXPECT_EQ(people.size(), 5u);
    EXPECT_EQ(ask(as(director), site, list_year, {2026}).value().staff.size(), 5u);
}

}  // namespace
}  // namespace huiyin::appraisal
