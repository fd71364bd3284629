// The arithmetic of the appraisal, with nothing around it.
#include "appraisal/scoring.hpp"

#include <algorithm>

#include "kernel/text.hpp"

namespace huiyin::appraisal {

Points AspectPoints::of(Aspect a) const {
    switch (a) {
        case Aspect::conduct: return conduct;
        case Aspect::diligence: return diligence;
        case Aspect::ability: return ability;
        case Aspect::achievement: return achievement;
    }
    throw Impossible("there is no fifth aspect");
}

std::optional<Refusal> why_not_a_sheet(const std::vector<CriteriaItem>& items, const AspectPoints& wanted) {
    std::vector<FieldError> wrong;
    boost::json::object sums;
    std::map<Aspect, Points> sum;
    std::size_t others = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& item = items[i];
        const auto field = [&](const char* name) { return "items." + std::to_string(i) + "." + name; };
        if (item.key.empty() && text::blank(item.name)) wrong.push_back({field("name"), "required"});
        if (text::length(item.name) > 60) wrong.push_back({field("name"), "too-long"});
        if (item.points.hundredths <= 0 || item.points.hundredths > 10000) wrong.push_back({field("points"), "out-of-range"});
        else sum[item.aspect] = sum[item.aspect] + item.points;
        if (item.key == other_row) ++others;
    }
    for (const auto aspect : {Aspect::conduct, Aspect::diligence, Aspect::ability, Aspect::achievement})
        if (sum[aspect] != wanted.of(aspect)) {
            const std::string name(json::enum_name(aspect));
            wrong.push_back({"aspects." + name, "does-not-sum"});
            sums[name] = sum[aspect].text() + " / " + wanted.of(aspect).text();
        }
    if (others != 1) wrong.push_back({"items", "other-row"});
    if (wrong.empty()) return std::nullopt;
    // Where the sums are right, what is wrong is an ordinary field.
    return Refusal{sums.empty() ? "invalid" : "criteria.does-not-sum", Trouble::invalid, others == 1 ? "A4.5.3" : "A4.7b", std::move(wrong), {{"sums", std::move(sums)}}};
}

Result<Scored> score_of(const std::vector<CriteriaItem>& items, const std::vector<Deduction>& deductions, const Bonus& bonus) {
    Scored s;
    for (const auto& item : items) {
        s.items.push_back({item.points, {}, item.points});
        s.full = s.full + item.points;
    }
    std::vector<FieldError> wrong;
    std::vector<bool> to_zero(items.size());
    for (std::size_t i = 0; i < deductions.size(); ++i) {
        const auto& d = deductions[i];
        const auto field = "marks." + std::to_string(i);
        if (d.item < 0 || d.item >= static_cast<int>(items.size())) {
            wrong.push_back({field + ".item", "unknown-value"});
            continue;
        }
        const auto at = static_cast<std::size_t>(d.item);
        auto& item = s.items[at];
        if (d.punishable) to_zero[at] = true;
        if (d.points.hundredths <= 0) {
            wrong.push_back({field + ".points", "out-of-range"});
            continue;
        }
        item.deducted = item.deducted + d.points;
        // Several marks on one item may not take more than it has either.
        if (item.deducted > item.full) wrong.push_back({field + ".points", "more-than-item"});
    }
    if (!wrong.empty()) {
        const bool more = std::ranges::any_of(wrong, [](const FieldError& e) { return e.code == "more-than-item"; });
        return refuse({more ? "appraisal.more-than-item" : "invalid", Trouble::invalid, "A4.7", std::move(wrong), {}});
    }
    if (bonus.points.hundredths != 0) {
        if (bonus.points < bonus.least || bonus.points > bonus.most)
            return refuse({"appraisal.bonus-out-of-range", Trouble::invalid, "A4.8", {{"bonus", "out-of-range"}},
                           {{"least", bonus.least.text()}, {"most", bonus.most.text()}}});
        if (!bonus.decided) return refuse({"appraisal.bonus-needs-decision", Trouble::invalid, "A4.8", {{"bonus_decision", "required"}}, {}});
    } else if (bonus.decided) {
        // A commendation of nothing is none: the points are missing.
        return refuse({"appraisal.bonus-out-of-range", Trouble::invalid, "A4.8", {{"bonus", "out-of-range"}},
                       {{"least", bonus.least.text()}, {"most", bonus.most.text()}}});
    }
    for (std::size_t i = 0; i < s.items.size(); ++i) {
        auto& item = s.items[i];
        if (to_zero[i]) item.deducted = item.full;
        item.left = item.full - item.deducted;
        s.deducted = s.deducted + item.deducted;
    }
    s.ordinary = s.full - s.deducted;
    s.bonus = bonus.points;
    s.total = s.ordinary + s.bonus;
    return s;
}

Exact Mean::value() const {
    ensure(there(), "a mean of nothing");
    return Exact(weighted_hundredths) / (Exact(weight) * 100);
}

Mean mean_of(const std::vector<Counted>& rows) {
    Mean m;
    for (const auto& r : rows) {
        if (r.weight <= 0) continue;
        ++m.rows;
        m.weight += r.weight;
        m.weighted_hundredths += r.weight * r.score.hundredths;
    }
    return m;
}

std::optional<Year> year_of(const Mean& inspections, const Mean& months, const Mean& year_end, const YearWeights& weights, int decimals,
                            Points excellent_above) {
    if (!year_end.there()) return std::nullopt;
    Year y{inspections, months, year_end, 0, 0, {}, false};
    const auto take = [&](const Mean& part, int weight) {
        if (!part.there()) return;
        y.total += part.value() * weight;
        y.divisor += weight;
    };
    take(inspections, weights.inspections);
    take(months, weights.months);
    take(year_end, weights.year_end);
    ensure(y.divisor > 0, "the weights of the year sum to nothing");
    y.total /= y.divisor;
    y.rounded = rounded(y.total, decimals);
    y.excellent = y.total > Exact(excellent_above.hundredths) / 100;
    return y;
}

Points rounded(const Exact& points, int decimals) {
    ensure(decimals >= 0 && decimals <= 2, "points have at most two decimals");
    std::int64_t step = 100;  // in hundredths
    for (int i = 0; i < decimals; ++i) step /= 10;
    const Exact scaled = points * 100 / step + Exact(1, 2);
    using boost::multiprecision::cpp_int;
    const cpp_int n = boost::multiprecision::numerator(scaled), d = boost::multiprecision::denominator(scaled);
    cpp_int whole = n / d;
    if (n < 0 && whole * d != n) --whole;  // downwards, so that half always goes up
    return {static_cast<std::int64_t>(whole) * step};
}

std::string fraction_text(const Exact& value) {
    const auto d = boost::multiprecision::denominator(value);
    const auto n = boost::multiprecision::numerator(value).str();
    return d == 1 ? n : n + "/" + d.str();
}

}  // namespace huiyin::appraisal
