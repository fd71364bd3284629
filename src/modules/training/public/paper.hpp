// A paper, pure: drawn from a bank by a rule and a seed, so that anybody can draw it again and compare; and what an answer is worth.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"

namespace huiyin::training {

enum class QuestionKind { single, multiple, judgement, short_answer };
BOOST_DESCRIBE_ENUM(QuestionKind, single, multiple, judgement, short_answer)

// How many of each kind, and what each is worth; together one hundred.
struct PaperRule {
    static constexpr std::array optional_fields = {"single", "single_points", "multiple", "multiple_points", "judgement", "judgement_points",
                                                   "short_answer", "short_answer_points", "minutes"};
    int single = 0;
    Points single_points{};
    int multiple = 0;
    Points multiple_points{};
    int judgement = 0;
    Points judgement_points{};
    int short_answer = 0;
    Points short_answer_points{};
    int minutes = 0;
    int count(QuestionKind kind) const;
    Points points(QuestionKind kind) const;
    int questions() const { return single + multiple + judgement + short_answer; }
    Points sum() const;
};
BOOST_DESCRIBE_STRUCT(PaperRule, (), (single, single_points, multiple, multiple_points, judgement, judgement_points, short_answer,
                                      short_answer_points, minutes))
struct CheckItem {  // one line of a practical test; the points of all make one hundred
    std::string text;
    Points points{};
};
BOOST_DESCRIBE_STRUCT(CheckItem, (), (text, points))

struct Candidate {  // a question as the draw sees it
    QuestionId id{};
    QuestionKind kind = QuestionKind::single;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (id, kind))
struct Drawn {
    QuestionId question{};
    QuestionKind kind = QuestionKind::single;
    Points points{};
    bool operator==(const Drawn&) const = default;
};

// Without repetition, kind by kind. The same bank, rule and seed give the same paper on every machine. None: the bank is too small.
std::optional<std::vector<Drawn>> draw(const PaperRule& rule, const std::vector<Candidate>& bank, std::uint64_t seed);

// What an objective answer earns: everything or nothing, in whatever order it was ticked. None: a person marks it.
std::optional<Points> worth(QuestionKind kind, std::vector<int> right, std::vector<int> chosen, Points points);

// Which part a course asks and what came of it.
enum class Outcome { pending, passed, failed };
Outcome outcome_of(bool theory_asked, std::optional<Points> theory, bool practical_asked, std::optional<Points> practical, Points pass_mark);

}  // namespace huiyin::training
