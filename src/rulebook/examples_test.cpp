// The example runner: it finds what does not come true. The examples of the shipped rulebook run in the
// obligations floor's tests, where time is counted.
#include "rulebook/examples.hpp"

#include <gtest/gtest.h>

namespace huiyin::rulebook {
namespace {

Rulebook with_example(const Example& example) {
    Rulebook book;
    Clause clause;
    clause.id = "D4";
    clause.obligations.resize(1);
    clause.obligations[0].opens = {"complaint.recorded", {{"kind", {"complaint"}}}, 0};
    book.clauses_.push_back(clause);
    book.by_id_["D4"] = 0;
    book.examples_.push_back(example);
    return book;
}

Example monday(const std::string& kind, const std::string& due) {
    Example e;
    e.clause = "D4";
    e.sentence = "a complaint on a Monday";
    e.at = "2026-03-02 09:10";
    e.event = "complaint.recorded";
    e.due = due;
    e.facts = {{"kind", kind}, {"promised_at", "2026-03-05 15:00"}};
    e.file = "d.yaml";
    e.line = 7;
    return e;
}

Instant an_hour_later(const Allowance&, const std::string&, const boost::json::object&, Instant opened) { return opened + 1h; }

TEST(RunningExamples, SaysNothingWhenAllComeTrue) {
    EXPECT_TRUE(run_examples(with_example(monday("complaint", "2026-03-02 10:10")), an_hour_later).empty());
    EXPECT_TRUE(run_examples(with_example(monday("enquiry", "none")), an_hour_later).empty());
}

TEST(RunningExamples, NamesWhatCameOutInstead) {
    const auto problems = run_examples(with_example(monday("complaint", "2026-03-03 00:00")), an_hour_later);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].file, "d.yaml");
    EXPECT_EQ(problems[0].line, 7);
    EXPECT_TRUE(problems[0].what.contains("due at 2026-03-02 10:10")) << problems[0].what;
}

TEST(RunningExamples, FindsAnObligationThatDoesNotOpenOrShouldNot) {
    EXPECT_TRUE(run_examples(with_example(monday("enquiry", "2026-03-02 10:10")), an_hour_later).at(0).what.contains("does not open"));
    EXPECT_TRUE(run_examples(with_example(monday("complaint", "none")), an_hour_later).at(0).what.contains("opens the obligation"));
}

TEST(RunningExamples, HandsTimesOverAsMilliseconds) {
    const auto facts = facts_of(monday("complaint", "none"));
    EXPECT_EQ(facts.at("promised_at").as_int64(), Zone{}.parse("2026-03-05 15:00")->ms);
    EXPECT_EQ(facts.at("kind").as_string(), "complaint");
}

}  // namespace
}  // namespace huiyin::rulebook
