// What stands on the paper form of a day (C1): the figures, every line by its number, the remarks and the conclusion. What
// a customer said stays in the matter itself, so that erasing a person leaves nothing of them on a supervisor's sheet.
#include "huiyin_reviews_sql.hpp"
#include "record.hpp"

namespace huiyin::reviews {
namespace {

boost::json::object line_on_paper(SheetSection section, const SheetLine& line) {
    boost::json::object row{{"review_item", json::enum_name(section)}, {"review_matter", line.number.empty() ? line.clause : line.number}, {"by", line.staff_name}};
    if (line.staff_name.empty() && !line.owing_post.empty()) row["owing_post"] = line.owing_post;
    if (line.at) row["at"] = line.at->ms;
    if (line.due_at) row["review_due"] = line.due_at->ms;
    return row;
}

// A remark names its line by number and title; the title is the customer's.
std::string remark_on_paper(const RemarkView& remark) {
    const auto number = remark.about.substr(0, remark.about.find(" · "));
    return number.empty() || number == remark.about ? remark.text : number + "　" + remark.text;
}

}  // namespace

std::optional<work::FormContent> form_content(work::Reading& reading, std::int64_t id) {
    if (!reading.actor.may(Permission::see_daily_review, reading.site)) return std::nullopt;
    const auto review = reading.tx.first<Review>(sql::review_find, ReviewId{id}, reading.site);
    if (!review) return std::nullopt;
    const auto opened = open_daily_review(reading, {review->day});
    if (!opened) return std::nullopt;
    const auto& page = *opened;
    work::FormContent content;
    auto& f = content.fields;
    auto& p = content.personal;
    f["review_day"] = reading.calendar().zone().at(page.day, 0).ms;
    f["review_state"] = json::enum_name(page.state);
    f["review_from"] = page.from.ms;
    // While its day lasts a sheet stands as of now: the time would make a new form of each printing.
    if (page.state != ReviewState::open) f["review_until"] = page.as_of.ms;
    f["supervisor"] = page.signed_by_name;
    if (page.state == ReviewState::signed_) {
        f["signed_supervisor"] = page.signed_by_name;
        f["signed_at"] = page.signed_at->ms;
        f["review_digest"] = page.digest;
    }
    boost::json::array figures, lines, remarks, remark_words;
    for (const auto& section : page.sections) {
        boost::json::object row{{"review_item", json::enum_name(section.name)}};
        if (section.available) row["review_count"] = section.count;
        else row["note"] = "outside";
        figures.push_back(std::move(row));
        for (const auto& line : section.lines) lines.push_back(line_on_paper(section.name, line));
    }
    for (const auto& remark : page.remarks) {
        remarks.push_back(boost::json::object{{"owner", remark.owner_name}, {"remark_due", remark.due_at.ms}});
        remark_words.push_back(boost::json::object{{"remark", remark_on_paper(remark)}, {"remark_result", remark.result}});
    }
    f["review_figures"] = std::move(figures);
    f["review_lines"] = std::move(lines);
    f["remarks"] = std::move(remarks);
    p["remarks"] = std::move(remark_words);
    p["conclusion"] = page.conclusion;
    return content;
}

}  // namespace huiyin::reviews
