// The worked examples beside the clauses, with time counted as the obligations floor counts it.
#include "rulebook/examples.hpp"

#include <gtest/gtest.h>

#include "obligations/obligations.hpp"
#include "rulebook/print.hpp"
#include "rulebook/vocabulary.hpp"

namespace huiyin::compliance {
namespace {

TEST(TheExamplesOfTheRulebook, AllComeTrueOnTheUsualCalendar) {
    const auto loaded = rulebook::load(rulebook::shipped(), rulebook::vocabulary());
    ASSERT_TRUE(loaded.rulebook);
    const auto calendar = WorkingCalendar::usual(Zone{}, Holidays{});
    const auto problems = rulebook::run_examples(*loaded.rulebook, [&](const rulebook::Allowance& within, const std::string& event,
                                                                       const boost::json::object& facts, Instant opened) {
        return obligations::due_of(within, {event, {journal::SubjectKind::complaint, 1}, facts}, opened, calendar);
    });
    EXPECT_EQ(rulebook::show(problems), "");
    EXPECT_GE(loaded.rulebook->examples().size(), 25u);
}

}  // namespace
}  // namespace huiyin::compliance
