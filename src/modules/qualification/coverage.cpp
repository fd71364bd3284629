// Who is qualified, per post; each figure is counted from the rows that stand beside it.
#include "organisation/names.hpp"
#include "record.hpp"

namespace huiyin::qualification {

Result<Coverage> open_coverage(work::Reading& reading, const OpenCoverage& query) {
    Coverage coverage;
    coverage.day = query.day.value_or(reading.calendar().zone().day_of(reading.now));
    const auto rows = rows_of(reading.tx, reading.site, {});
    coverage.in_use = in_use(rows, coverage.day);
    if (!coverage.in_use) return coverage;
    organisation::Names names(reading.tx);
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Post>>([&](auto post) {
        CoverageFigure figure{.post = post.value};
        for (const auto& [staff, holdings] : rows.holdings) {
            if (!works(post.value) || std::ranges::none_of(holdings, [&](const Holding& h) { return h.post == post.value; })) continue;
            auto verdict = decide(rows, staff, coverage.day, post.value);
            ++figure.holders;
            if (verdict.standing == Standing::qualified) ++figure.qualified;
            else if (verdict.standing == Standing::grace) ++figure.grace;
            else ++figure.unqualified;
            coverage.rows.push_back({post.value, staff, names.of(staff), verdict.standing, std::move(verdict.lacks), verdict.until});
        }
        if (figure.holders > 0) coverage.posts.push_back(figure);
    });
    return coverage;
}

}  // namespace huiyin::qualification
