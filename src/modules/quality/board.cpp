// Training needs: where points are lost and by whom, in a time. Every figure is a count of rows that the list shows.
#include <algorithm>
#include <map>
#include <set>

#include "huiyin_quality_sql.hpp"
#include "record.hpp"

namespace huiyin::quality {
namespace {

struct BoardReview {
    QualityReviewId id{};
    StaffId employee{};
    std::string name;
    Points score{}, pass_mark{};
};
BOOST_DESCRIBE_STRUCT(BoardReview, (), (id, employee, name, score, pass_mark))
struct BoardMark {
    QualityReviewId id{};
    StaffId employee{};
    std::string item;
    Points points{};
};
BOOST_DESCRIBE_STRUCT(BoardMark, (), (id, employee, item, points))

Day two_months_before(Day first) { return first.month() > 2 ? Day::of(first.year(), first.month() - 2, 1) : Day::of(first.year() - 1, first.month() + 10, 1); }

}  // namespace

Result<QualityBoard> open_quality_board(work::Reading& reading, const OpenQualityBoard& query) {
    const auto today = reading.calendar().zone().day_of(reading.now);
    QualityBoard board;
    board.until = query.until.value_or(today);
    board.from = query.from.value_or(two_months_before(Day::of(board.until.year(), board.until.month(), 1)));
    if (board.from > board.until) return refuse({"invalid", Trouble::invalid, {}, {{"from", "out-of-range"}}, {}});
    const auto& book = *reading.world.rulebook;
    const auto on = std::max(today, book.from());
    const auto* clause = book.find("J9");
    if (clause && clause->find_parameter("pass-mark", on)) board.pass_mark = Points{book.number("J9", "pass-mark", on)};

    std::map<StaffId, QualityPersonNeed> people;
    std::map<StaffId, std::int64_t> total;
    for (auto& r : reading.tx.all<BoardReview>(sql::board_reviews, reading.site, board.from, board.until)) {
        ++board.reviews;
        auto& p = people[r.employee];
        p.employee = r.employee;
        p.employee_name = std::move(r.name);
        ++p.reviews;
        p.below += r.score < r.pass_mark;
        total[r.employee] += r.score.hundredths;
    }
    std::map<std::string, QualityItemNeed> items;
    std::map<std::string, std::set<QualityReviewId>> reviews;
    std::map<std::string, std::set<StaffId>> who;
    std::map<StaffId, std::map<std::string, std::int64_t>> lost;
    for (const auto& m : reading.tx.all<BoardMark>(sql::board_marks, reading.site, board.from, board.until)) {
        items[m.item].lost = items[m.item].lost + m.points;
        reviews[m.item].insert(m.id);
        who[m.item].insert(m.employee);
        lost[m.employee][m.item] += m.points.hundredths;
    }
    for (auto& [key, item] : items) {
        item.item = key;
        item.reviews = static_cast<int>(reviews[key].size());
        for (const auto id : who[key]) item.people.push_back(people[id].employee_name);
        board.items.push_back(std::move(item));
    }
    std::ranges::sort(board.items, {}, [](const QualityItemNeed& i) { return std::pair{-i.lost.hundredths, i.item}; });
    for (auto& [id, p] : people) {
        p.mean = {(2 * total[id] + p.reviews) / (2 * p.reviews)};  // half up
        // By the exact mean: rounding passes nobody.
        p.needs_training = total[id] < board.pass_mark.hundredths * p.reviews;
        std::int64_t most = 0;
        for (const auto& [item, points] : lost[id])
            if (points > most) {
                most = points;
                p.weakest = item;
            }
        board.people.push_back(std::move(p));
    }
    std::ranges::sort(board.people, {}, [](const QualityPersonNeed& p) { return std::pair{p.mean, p.employee}; });
    return board;
}

}  // namespace huiyin::quality
