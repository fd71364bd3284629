// Which module says what stands in which form; the one place that knows both sides.
#include "app/listeners.hpp"
#include "appraisal/records.hpp"
#include "complaints/use_cases.hpp"
#include "customers/customers.hpp"
#include "followups/use_cases.hpp"
#include "forms/forms.hpp"
#include "reviews/reviews.hpp"

namespace huiyin::app {
namespace {

// The follow-up sheet (D12, D14). Its page is masked; the form keeps the clear name until lawful erasure and masks it anew
// each time it is shown.
std::optional<work::FormContent> follow_up_content(work::Reading& reading, std::int64_t id) {
    const auto found = followups::open_follow_up(reading, {FollowUpId{id}});
    if (!found) return std::nullopt;
    const auto& page = *found;
    work::FormContent content;
    content.person = page.person;
    auto& f = content.fields;
    auto& p = content.personal;
    f["sheet"] = page.number;
    f["follow_up_reason"] = json::enum_name(page.reason);
    f["matter"] = page.complaint_number;
    f["opened_at"] = page.opened_at.ms;
    f["room"] = page.room;
    f["department"] = page.department_name;
    f["caller"] = page.caller_name;
    if (page.called_at) f["called_at"] = page.called_at->ms;
    if (page.result) f["call_result"] = json::enum_name(*page.result);
    if (page.satisfaction) f["satisfaction"] = json::enum_name(*page.satisfaction);
    for (const auto& s : page.signatures)
        if (s.valid) {
            f["signed_department_manager"] = s.signed_by_name;
            f["signature_digest"] = s.digest;
            break;
        }
    p["customer"] = page.customer;
    p["phone"] = page.phone;
    if (const auto who = customers::contact(reading.tx, reading.site, page.person, page.unit)) {
        if (!who->name.empty()) p["customer"] = who->name;
        if (!who->phone.empty()) p["phone"] = who->phone;
    }
    p["subject"] = page.matter;
    p["outcome"] = page.outcome;
    p["said"] = page.said;
    boost::json::array points, point_words, attempts, attempt_words;
    for (const auto& point : page.points) {
        boost::json::object row{{"owner", point.owner_name}};
        if (point.promised_at) row["promised_at"] = point.promised_at->ms;
        points.push_back(std::move(row));
        point_words.push_back(boost::json::object{{"point", point.text}, {"point_answer", point.answer}});
    }
    for (const auto& a : page.attempts) {
        attempts.push_back(boost::json::object{{"at", a.at.ms}, {"by", a.caller_name}, {"attempt_result", json::enum_name(a.result)}});
        attempt_words.push_back(boost::json::object{{"note", a.note}});
    }
    f["points"] = std::move(points);
    f["attempts"] = std::move(attempts);
    p["points"] = std::move(point_words);
    p["attempts"] = std::move(attempt_words);
    return content;
}

}  // namespace

void give_forms_their_content() {
    forms::provide({forms::Kind::complaint, journal::SubjectKind::complaint, complaints::form_content});
    forms::provide({forms::Kind::follow_up, journal::SubjectKind::follow_up, follow_up_content});
    forms::provide({forms::Kind::daily_review, journal::SubjectKind::daily_review, reviews::form_content});
    // The four records of A5: an employee sees their own, the source says whose it is.
    using forms::Kind, journal::SubjectKind, work::Permission;
    forms::provide({Kind::appraisal_month, SubjectKind::appraisal, appraisal::month_content, Permission::anyone, appraisal::month_workbook});
    forms::provide({Kind::appraisal_year, SubjectKind::appraisal, appraisal::year_content, Permission::anyone, appraisal::year_workbook});
    forms::provide({Kind::appraisal_statistics, SubjectKind::statistics, appraisal::statistics_content, Permission::see_appraisals, appraisal::statistics_workbook});
    forms::provide({Kind::annual_statistics, SubjectKind::statistics, appraisal::annual_content, Permission::see_appraisals, appraisal::statistics_workbook});
}

}  // namespace huiyin::app
