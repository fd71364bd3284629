// Scoring (A4.5 to A4.9): pure, exact, one rounding at the very end. Everything is handed in; nothing is read here.
#pragma once
#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"

namespace huiyin::appraisal {

enum class Level { operating, management };  // A4.3.3
BOOST_DESCRIBE_ENUM(Level, operating, management)
enum class Aspect { conduct, diligence, ability, achievement };  // 德勤能绩 (A4.5.1)
BOOST_DESCRIBE_ENUM(Aspect, conduct, diligence, ability, achievement)
// 周检, 月检, 抽查, 月考核, 年终考评
enum class RecordKind { weekly, monthly, spot, month, year_end };
BOOST_DESCRIBE_ENUM(RecordKind, weekly, monthly, spot, month, year_end)
constexpr bool is_inspection(RecordKind k) { return k == RecordKind::weekly || k == RecordKind::monthly || k == RecordKind::spot; }

// One row of a sheet. `key` names a shipped item, whose words are in locales/; the manager's own items have a name.
struct CriteriaItem {
    static constexpr std::array optional_fields = {"key", "name", "clause"};
    std::string key, name;
    Aspect aspect = Aspect::conduct;
    Points points{};
    std::string clause;  // what it comes from: F1, F6
    bool operator==(const CriteriaItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(CriteriaItem, (), (key, name, aspect, points, clause))
inline constexpr std::string_view other_row = "other";  // A4.7b

struct AspectPoints {
    Points conduct{}, diligence{}, ability{}, achievement{};
    Points of(Aspect a) const;
};

// Why a sheet does not stand (A4.5.3, A4.7b): every wrong field, with its clause. None: it does.
std::optional<Refusal> why_not_a_sheet(const std::vector<CriteriaItem>& items, const AspectPoints& wanted);

struct Deduction {
    int item = 0;
    Points points{};
    bool punishable = false;  // A4.9: the item goes to zero
};
struct Bonus {
    Points points{}, least{}, most{};
    bool decided = false;  // a decision stands behind it
};
struct ItemScore {
    Points full{}, deducted{}, left{};
};
struct Scored {
    std::vector<ItemScore> items;
    Points full{}, deducted{}, ordinary{}, bonus{}, total{};
};
// From full marks by deduction (A4.7), the bonus after it (A4.8). Over 100 stays over 100.
Result<Scored> score_of(const std::vector<CriteriaItem>& items, const std::vector<Deduction>& deductions, const Bonus& bonus);

// ---- the year (A4.6) ----
using Exact = boost::multiprecision::cpp_rational;

struct Counted {
    std::int64_t weight = 1;
    Points score{};
};
// A weighted mean before it is divided: nothing is lost.
struct Mean {
    std::int64_t rows = 0, weighted_hundredths = 0, weight = 0;
    bool there() const { return weight > 0; }
    Exact value() const;  // in points
};
Mean mean_of(const std::vector<Counted>& rows);

struct YearWeights {
    int inspections = 0, months = 0, year_end = 0;
};
struct Year {
    Mean inspections, months, year_end;
    int divisor = 0;          // the weights of the parts that are there
    Exact total;              // in points, exact
    Points rounded{};
    bool excellent = false;   // A4.8: by the exact total, not by the rounded one
};
// None without a year-end appraisal. A part that has no rows gives its weight to the others in proportion.
std::optional<Year> year_of(const Mean& inspections, const Mean& months, const Mean& year_end, const YearWeights& weights, int decimals,
                            Points excellent_above);

// Half up, at the end, once.
Points rounded(const Exact& points, int decimals);
std::string fraction_text(const Exact& value);  // "919/10", "92"

}  // namespace huiyin::appraisal
