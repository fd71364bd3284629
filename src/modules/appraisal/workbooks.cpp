// The four records as workbooks whose sums live (A5): deductions by item, products, means, shares, the rounded total. Each formula
// stands beside the value that was signed.
#include <map>

#include "appraisal/records.hpp"

namespace huiyin::appraisal {
namespace {

using boost::json::object;
using sheets::Book;
using sheets::BookRow;

std::string word(const object& o, std::string_view key) {
    const auto* v = o.if_contains(key);
    if (!v) return {};
    if (v->is_string()) return std::string(v->as_string());
    return v->is_int64() ? std::to_string(v->as_int64()) : std::string{};
}
std::optional<Points> points_in(const object& o, std::string_view key) { return Points::parse(word(o, key)); }
std::int64_t whole(const object& o, std::string_view key) {
    const auto* v = o.if_contains(key);
    return v && v->is_int64() ? v->as_int64() : 0;
}
const boost::json::array& rows_in(const object& o, std::string_view key) {
    static const boost::json::array none;
    const auto* v = o.if_contains(key);
    return v && v->is_array() ? v->as_array() : none;
}

sheets::BookCell points_cell(const object& row, std::string_view key) {
    const auto p = points_in(row, key);
    return p ? sheets::number(*p) : sheets::text("");
}

class Writing {
  public:
    Writing(const object& fields, const words::Words& words) : fields_(fields), words_(words) {}
    Book book;

    std::size_t here() const { return book.rows.size(); }
    void add(BookRow row) { book.rows.push_back(std::move(row)); }
    void gap() { book.rows.emplace_back(); }
    void pair(const std::string& key) { add({sheets::head(words_("form.field." + key)), sheets::text(word(fields_, key))}); }
    void heads(std::initializer_list<std::string> columns) {
        BookRow row;
        for (const auto& c : columns) row.push_back(sheets::head(words_("form.column." + c)));
        add(std::move(row));
    }
    std::string choice(const std::string& prefix, const std::string& code) const { return words_.has(prefix + "." + code) ? words_(prefix + "." + code) : code; }
    std::string field(const std::string& key) const { return words_("form.field." + key); }

  private:
    const object& fields_;
    const words::Words& words_;
};

std::string sum_of(std::size_t column, std::size_t first, std::size_t last) { return "SUM(" + sheets::range(column, first, last) + ")"; }

}  // namespace

Book month_workbook(const object& f, const object& personal, const words::Words& words) {
    Writing w(f, words);
    w.book.widths = {16, 22, 10, 10, 34, 18};
    w.pair("appraised");
    w.pair("team");
    w.pair("appraisal_period");
    w.pair("appraised_by");
    w.gap();
    // The deductions first, so that the items may count them.
    w.heads({"criterion", "deduction_reason", "taken_points", "matter_number", "measure"});
    const auto first_mark = w.here();
    const auto& said = rows_in(personal, "deductions");
    std::size_t i = 0;
    for (const auto& row : rows_in(f, "deductions")) {
        const auto& o = row.as_object();
        static const object nothing;
        const auto& own = i < said.size() && said[i].is_object() ? said[i].as_object() : nothing;
        ++i;
        w.add({sheets::text(w.choice("appraisal.item_key", word(o, "criterion"))), sheets::text(word(own, "deduction_reason")), points_cell(o, "taken_points"),
               sheets::text(word(o, "matter_number")), sheets::text(word(own, "measure"))});
    }
    if (w.here() == first_mark) w.gap();
    const auto last_mark = w.here() - 1;
    w.gap();
    w.heads({"criterion", "aspect", "full_points", "taken_points", "left_points"});
    const auto first = w.here();
    for (const auto& row : rows_in(f, "criteria")) {
        const auto& o = row.as_object();
        const auto at = w.here();
        w.add({sheets::text(w.choice("appraisal.item_key", word(o, "criterion"))), sheets::text(w.choice("appraisal.aspect", word(o, "aspect"))), points_cell(o, "full_points"),
               // A4.9 may take more than is left of an item: never more than it has.
               sheets::formula("MIN(" + sheets::place(2, at) + ",SUMIF(" + sheets::range(0, first_mark, last_mark) + "," + sheets::place(0, at) + "," +
                                   sheets::range(2, first_mark, last_mark) + "))",
                               word(o, "taken_points")),
               sheets::formula(sheets::place(2, at) + "-" + sheets::place(3, at), word(o, "left_points"))});
    }
    const auto last = w.here() - 1;
    const auto total = w.here();
    w.add({sheets::head(w.field("ordinary_score")), sheets::text(""), sheets::formula(sum_of(2, first, last), word(f, "full_total")),
           sheets::formula(sum_of(3, first, last), word(f, "deducted_total")), sheets::formula(sum_of(4, first, last), word(f, "ordinary_score"))});
    w.add({sheets::head(w.field("bonus_points")), sheets::text(word(personal, "bonus_decision")), sheets::text(""), sheets::text(""), points_cell(f, "bonus_points")});
    w.add({sheets::head(w.field("month_score")), sheets::text(""), sheets::text(""), sheets::text(""),
           sheets::formula(sheets::place(4, total) + "+" + sheets::place(4, total + 1), word(f, "month_score"))});
    return std::move(w.book);
}

Book year_workbook(const object& f, const object&, const words::Words& words) {
    Writing w(f, words);
    w.book.widths = {20, 18, 16, 10, 12, 14};
    w.pair("appraised");
    w.pair("team");
    w.pair("appraisal_year");
    w.pair("appraised_by");
    w.gap();
    w.heads({"year_part", "appraisal_kind", "appraisal_period", "weight", "statistics_score", "weighted"});
    struct Part {
        std::size_t first = 0, last = 0;
        std::int64_t weight = 0, weighted = 0;
    };
    std::vector<std::pair<std::string, Part>> parts;
    for (const auto& row : rows_in(f, "year_rows")) {
        const auto& o = row.as_object();
        const auto name = word(o, "year_part");
        if (parts.empty() || parts.back().first != name) parts.push_back({name, {w.here(), 0, 0, 0}});
        auto& part = parts.back().second;
        part.last = w.here();
        part.weight += whole(o, "weight");
        part.weighted += points_in(o, "weighted").value_or(Points{}).hundredths;
        w.add({sheets::text(w.choice("appraisal.part", name)), sheets::text(w.choice("appraisal.kind", word(o, "appraisal_kind"))), sheets::text(word(o, "appraisal_period")),
               sheets::number(whole(o, "weight")), points_cell(o, "statistics_score"),
               sheets::formula(sheets::place(3, w.here()) + "*" + sheets::place(4, w.here()), word(o, "weighted"))});
    }
    w.gap();
    w.heads({"year_part", "weighted", "weight", "mean", "percent", "share"});
    const auto first = w.here();
    const auto digits = [](double v) {
        char text[40];
        std::snprintf(text, sizeof text, "%.12g", v);
        return std::string(text);
    };
    double shares = 0, percents = 0;
    for (const auto& [name, part] : parts) {
        if (part.weight == 0) continue;
        const auto at = w.here();
        const auto percent = whole(f.at("percents").as_object(), name);
        const double mean = static_cast<double>(part.weighted) / 100.0 / static_cast<double>(part.weight), share = mean * static_cast<double>(percent);
        shares += share;
        percents += static_cast<double>(percent);
        w.add({sheets::text(w.choice("appraisal.part", name)), sheets::formula(sum_of(5, part.first, part.last), Points{part.weighted}),
               sheets::formula(sum_of(3, part.first, part.last), std::to_string(part.weight)),
               sheets::formula(sheets::place(1, at) + "/" + sheets::place(2, at), digits(mean)), sheets::number(percent),
               sheets::formula(sheets::place(3, at) + "*" + sheets::place(4, at), digits(share))});
    }
    const auto last = w.here() - 1, total = w.here();
    w.add({sheets::head(words("form.year_step.shares")), sheets::text(""), sheets::text(""), sheets::text(""), sheets::formula(sum_of(4, first, last), digits(percents)),
           sheets::formula(sum_of(5, first, last), digits(shares))});
    w.add({sheets::head(w.field("year_total")), sheets::text(w.choice("form.award", word(f, "award"))), sheets::text(""), sheets::text(""), sheets::text(""),
           sheets::formula("ROUND(" + sheets::place(5, total) + "/" + sheets::place(4, total) + "," + word(f, "decimals") + ")", word(f, "year_total"))});
    return std::move(w.book);
}

Book statistics_workbook(const object& f, const object&, const words::Words& words) {
    Writing w(f, words);
    w.pair("appraisal_period");
    w.pair("team");
    w.pair("filled_by");
    w.gap();
    const auto span = word(f, "statistics_span");
    std::vector<std::string> columns = {"nth", "appraised", "team"};
    std::string key = "month_rows";
    if (span == "month") {
        for (const auto* c : {"aspect_conduct", "aspect_diligence", "aspect_ability", "aspect_achievement", "taken_points", "bonus_points"}) columns.emplace_back(c);
    } else if (span == "year") {
        key = "twelve_months";
        for (int m = 1; m <= 12; ++m) columns.push_back("m" + std::to_string(m));
    } else {
        key = "annual_rows";
        for (const auto* c : {"inspections_mean", "month_mean", "year_end_score", "commendations", "punished", "award"}) columns.emplace_back(c);
    }
    const auto score = columns.size();
    columns.emplace_back("statistics_score");
    w.book.widths = {6, 14, 18};
    w.book.widths.resize(columns.size(), 10);
    BookRow heads;
    for (const auto& c : columns) heads.push_back(sheets::head(words("form.column." + c)));
    w.add(std::move(heads));
    const auto first = w.here();
    const auto& rows = rows_in(f, key);
    for (const auto& row : rows) {
        const auto& o = row.as_object();
        const auto at = w.here();
        BookRow cells;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto& name = columns[c];
            if (name == "nth" || name == "commendations" || name == "punished") cells.push_back(sheets::number(whole(o, name)));
            else if (name == "award") cells.push_back(sheets::text(word(o, name).empty() ? "" : words("form.award." + word(o, name))));
            else if (name == "appraised" || name == "team") cells.push_back(sheets::text(word(o, name)));
            else if (c != score || !points_in(o, name) || span == "annual") cells.push_back(points_cell(o, name));
            // A month is what the aspects have left and the commendation; twelve months their mean.
            else if (span == "month") cells.push_back(sheets::formula("SUM(" + sheets::place(3, at) + ":" + sheets::place(6, at) + ")+" + sheets::place(8, at), word(o, name)));
            else cells.push_back(sheets::formula("ROUND(AVERAGE(" + sheets::place(3, at) + ":" + sheets::place(14, at) + "),2)", word(o, name)));
        }
        w.add(std::move(cells));
    }
    if (rows.empty() || word(f, "mean_score").empty()) return std::move(w.book);
    const auto last = w.here() - 1;
    const auto line = [&](const std::string& label, const std::string& said, std::string now) {
        BookRow cells(score + 1, sheets::text(""));
        cells[1] = sheets::head(label);
        cells[score] = sheets::formula(said, std::move(now));
        w.add(std::move(cells));
    };
    const auto area = sheets::range(score, first, last);
    w.gap();
    line(w.field("counted"), "COUNT(" + area + ")", word(f, "counted"));
    line(w.field("mean_score"), "ROUND(AVERAGE(" + area + "),2)", word(f, "mean_score"));
    line(w.field("highest_score"), "MAX(" + area + ")", word(f, "highest_score"));
    line(w.field("lowest_score"), "MIN(" + area + ")", word(f, "lowest_score"));
    if (span == "annual") line(w.field("award_count"), "COUNTIF(" + sheets::range(score - 1, first, last) + ",\"" + words("form.award.excellent") + "\")", word(f, "award_count"));
    return std::move(w.book);
}

}  // namespace huiyin::appraisal
