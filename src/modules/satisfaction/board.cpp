// Figures of satisfaction. A small number is marked as such: from three answers nobody reads a rate.
#include <charconv>

#include "customers/customers.hpp"
#include "huiyin_satisfaction_sql.hpp"
#include "organisation/organisation.hpp"
#include "rating.hpp"

namespace huiyin::satisfaction {
namespace {

struct Counted {
    std::string key;
    std::int64_t satisfied = 0, fairly = 0, dissatisfied = 0;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (key, satisfied, fairly, dissatisfied))

std::int64_t number(std::string_view text) {
    std::int64_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

SatisfactionFigure figure(const Counted& c, int few_below) {
    SatisfactionFigure f{c.key, {}, c.satisfied, c.fairly, c.dissatisfied, c.satisfied + c.fairly + c.dissatisfied, false, {}};
    f.few = f.total < few_below;
    if (!f.few && f.total > 0) f.rate_hundredths = static_cast<int>((f.satisfied + f.fairly_satisfied) * 10000 / f.total);
    return f;
}

std::string name_of(store::Tx& tx, SiteId site, Dimension by, std::string_view key) {
    const auto id = number(key);
    switch (by) {
        case Dimension::building: return id ? customers::building_name(tx, site, {id}).value_or("") : "";
        case Dimension::category: return id && names().category ? names().category(tx, site, {id}) : "";
        case Dimension::department: {
            const auto department = id ? organisation::find_department(tx, {id}) : std::nullopt;
            return department ? department->name : "";
        }
        case Dimension::staff: return id ? organisation::staff_name(tx, {id}).value_or("") : "";
        case Dimension::month:
        case Dimension::kind:
        case Dimension::source: return {};
    }
    return {};
}

std::string word_of(const std::optional<RatingSource>& source) { return source ? std::string(json::enum_name(*source)) : std::string{}; }

}  // namespace

void check_span(Checks& c, std::optional<Day> from, std::optional<Day> until) {
    c.when(from && until && *until <= *from, "until", "not-after-from");
    c.when(from && until && *until - *from > 3660, "until", "too-long");
}
void OpenSatisfaction::check(Checks& c) const { check_span(c, from, until); }

Span span_of(const work::Reading& reading, std::optional<Day> from, std::optional<Day> until) {
    const auto& zone = reading.calendar().zone();
    const auto today = zone.day_of(reading.now);
    const auto first = today.first_of_month();
    Span span{from.value_or(until && *until <= first ? *until - 30 : first), until.value_or(today + 1), {}, {}};
    if (span.until <= span.from) span.until = span.from + 1;
    span.begins = zone.start_of(span.from);
    span.ends = zone.start_of(span.until);
    return span;
}

Position position_in(const std::optional<std::string>& cursor) {
    Position p;
    if (!cursor) return p;
    const auto dash = cursor->find('-');
    if (dash == std::string::npos) return p;
    return {number(std::string_view(*cursor).substr(0, dash)), number(std::string_view(*cursor).substr(dash + 1))};
}
std::string cursor_at(Instant at, std::int64_t id) { return std::to_string(at.ms) + "-" + std::to_string(id); }

Result<SatisfactionBoard> open_satisfaction(work::Reading& reading, const OpenSatisfaction& query) {
    const auto span = span_of(reading, query.from, query.until);
    const auto today = reading.calendar().zone().day_of(reading.now);
    auto& tx = reading.tx;
    SatisfactionBoard board;
    board.from = span.from;
    board.until = span.until;
    board.by = query.by.value_or(Dimension::department);
    board.few_below = reading.world.rulebook->number("F3", "few-below", today);
    const auto source = word_of(query.source);
    Counted whole;
    for (const auto& c : tx.all<Counted>(sql::board_figures, reading.site, span.begins, span.ends, board.by, source)) {
        auto& f = board.figures.emplace_back(figure(c, board.few_below));
        f.name = name_of(tx, reading.site, board.by, f.key);
        whole.satisfied += c.satisfied;
        whole.fairly += c.fairly;
        whole.dissatisfied += c.dissatisfied;
    }
    board.whole = figure(whole, board.few_below);
    const auto year_ago = Day::of(today.year() - 1, today.month(), 1);
    for (const auto& c : tx.all<Counted>(sql::board_figures, reading.site, reading.calendar().zone().start_of(year_ago), reading.now + 1ms, Dimension::month, source))
        board.months.push_back(figure(c, board.few_below));
    std::ranges::sort(board.months, {}, &SatisfactionFigure::key);
    board.asked = tx.one<std::int64_t>(sql::board_asked, reading.site, span.begins, span.ends);
    board.answered_by_link = tx.one<std::int64_t>(sql::board_answered, reading.site, span.begins, span.ends);
    board.to_call = tx.one<std::int64_t>(sql::board_to_call_count, reading.site);
    return board;
}

}  // namespace huiyin::satisfaction
