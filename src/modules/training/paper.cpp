// Drawing and judging (A4.3.2): arithmetic alone, so that anybody can do it again.
#include "training/paper.hpp"

#include <algorithm>

namespace huiyin::training {
namespace {

// splitmix64: one line of arithmetic, the same everywhere, unlike the library's distributions.
struct Chance {
    std::uint64_t state;
    std::uint64_t next() {
        auto z = state += 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }
};

constexpr std::array kinds = {QuestionKind::single, QuestionKind::multiple, QuestionKind::judgement, QuestionKind::short_answer};

}  // namespace

int PaperRule::count(QuestionKind kind) const {
    switch (kind) {
        case QuestionKind::single: return single;
        case QuestionKind::multiple: return multiple;
        case QuestionKind::judgement: return judgement;
        case QuestionKind::short_answer: return short_answer;
    }
    return 0;
}

Points PaperRule::points(QuestionKind kind) const {
    switch (kind) {
        case QuestionKind::single: return single_points;
        case QuestionKind::multiple: return multiple_points;
        case QuestionKind::judgement: return judgement_points;
        case QuestionKind::short_answer: return short_answer_points;
    }
    return {};
}

Points PaperRule::sum() const {
    Points all{};
    for (const auto kind : kinds) all.hundredths += points(kind).hundredths * count(kind);
    return all;
}

std::optional<std::vector<Drawn>> draw(const PaperRule& rule, const std::vector<Candidate>& bank, std::uint64_t seed) {
    Chance chance{seed};
    std::vector<Drawn> paper;
    for (const auto kind : kinds) {
        std::vector<QuestionId> left;
        for (const auto& c : bank)
            if (c.kind == kind) left.push_back(c.id);
        std::ranges::sort(left);
        if (left.size() < static_cast<std::size_t>(rule.count(kind))) return std::nullopt;
        for (int n = 0; n < rule.count(kind); ++n) {
            const auto at = left.begin() + static_cast<std::ptrdiff_t>(chance.next() % left.size());
            paper.push_back({*at, kind, rule.points(kind)});
            left.erase(at);
        }
    }
    return paper;
}

std::optional<Points> worth(QuestionKind kind, std::vector<int> right, std::vector<int> chosen, Points points) {
    if (kind == QuestionKind::short_answer) return std::nullopt;
    std::ranges::sort(right);
    std::ranges::sort(chosen);
    return right == chosen ? points : Points{};
}

Outcome outcome_of(bool theory_asked, std::optional<Points> theory, bool practical_asked, std::optional<Points> practical, Points pass_mark) {
    if ((theory_asked && theory && *theory < pass_mark) || (practical_asked && practical && *practical < pass_mark)) return Outcome::failed;
    if ((theory_asked && !theory) || (practical_asked && !practical)) return Outcome::pending;
    return Outcome::passed;
}

}  // namespace huiyin::training
