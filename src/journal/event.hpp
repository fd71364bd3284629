// What happened: one word for the journal, the obligations engine and the live stream.
#pragma once
#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "kernel/ids.hpp"
#include "kernel/time.hpp"

namespace huiyin::journal {

enum class SubjectKind {
    complaint, person, unit, staff, site, department, obligation, clause, account, system,
    follow_up, point, promise, daily_review, form, rating, submission, poster, notice, notice_channel, phrase, view,
    appraisal, criteria, course, qualification, certificate, training_plan, training_session, question, exam, training_case,
    leave, roster, swap, attendance, statistics, destruction, quality_sample, quality_review
};
BOOST_DESCRIBE_ENUM(SubjectKind, complaint, person, unit, staff, site, department, obligation, clause, account, system, follow_up, point,
                    promise, daily_review, form, rating, submission, poster, notice, notice_channel, phrase, view, appraisal, criteria,
                    course, qualification, certificate, training_plan, training_session, question, exam, training_case, leave, roster, swap,
                    attendance, statistics, destruction, quality_sample, quality_review)

struct Subject {
    SubjectKind kind = SubjectKind::system;
    std::int64_t id = 0;
    auto operator<=>(const Subject&) const = default;
};

// `facts` never holds personal data: it is hashed as it stands and kept for ever. `personal` holds what a person
// said or is called; the chain hashes only its salted digest, so that erasing it leaves the chain whole.
// Rulebook conditions (`when`) and named times (`promised_at`) are looked up in `facts`.
struct Event {
    std::string name;  // "complaint.recorded": past tense, listed in docs/events.md
    Subject subject{};
    boost::json::object facts{};
    boost::json::object personal{};
};

}  // namespace huiyin::journal
