// What a verdict is made of, and the rows behind it.
#pragma once
#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "work/stale.hpp"

namespace huiyin::qualification {

enum class NeedState { open, passed, dropped };
BOOST_DESCRIBE_ENUM(NeedState, open, passed, dropped)

// That one person needs one course; the debt to pass it hangs on this row.
struct Need {
    QualificationId id{};
    SiteId site{};
    CourseId course{};
    StaffId staff{};
    NeedState state = NeedState::open;
    std::optional<Day> grace_until;
    Instant opened_at{};
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::qualification, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Need, (), (id, site, course, staff, state, grace_until, opened_at, version))

struct CoursePost {
    CourseId course{};
    Post post{};
};
BOOST_DESCRIBE_STRUCT(CoursePost, (), (course, post))

// Somebody holds a post at the site, since a day; none: since before this was kept.
struct Holding {
    StaffId staff{};
    Post post{};
    std::optional<Day> since;
    std::optional<Day> on_staff_since;
};
BOOST_DESCRIBE_STRUCT(Holding, (), (staff, post, since, on_staff_since))

// Everything about one person, or about everybody at a site.
struct Rows {
    std::vector<Course> courses;                        // of induction and pre-post, whenever
    std::map<CourseId, std::vector<Post>> posts;        // of pre-post courses
    std::map<StaffId, std::vector<Holding>> holdings;
    std::map<StaffId, std::vector<Certificate>> certificates;
    std::map<std::pair<StaffId, CourseId>, Need> needs;
};
// staff none: everybody.
Rows rows_of(store::Tx& tx, SiteId site, std::optional<StaffId> staff);

// Whether the course is asked of whoever holds this post.
bool asked_of(const Course& course, const std::vector<Post>& posts, Post post);
// The account of a machine is nobody's work.
bool works(Post post);
// Pure: what the rows say of one person on a day.
Verdict decide(const Rows& rows, StaffId staff, Day day, std::optional<Post> post);
bool in_use(const Rows& rows, Day day);
Refusal refusal_of(StaffId staff, Day day, const Verdict& verdict);

namespace refused {
inline const Refusal course_not_found{"course.not-found", Trouble::missing};
inline const Refusal course_unknown{"invalid", Trouble::invalid, {}, {{"course", "unknown-value"}}, {}};
inline const Refusal course_ended{"course.ended", Trouble::conflict, "A4.4.4"};
inline const Refusal course_not_in_force{"course.not-in-force", Trouble::conflict, "A4.4.4"};
inline const Refusal reaches_back{"course.reaches-back", Trouble::invalid, "A4.4.4", {{"from", "in-the-past"}}, {}};
inline const Refusal end_reaches_back{"course.reaches-back", Trouble::invalid, "A4.4.4", {{"until", "in-the-past"}}, {}};
inline const Refusal title_taken{"course.title-taken", Trouble::conflict};
inline const Refusal certificate_not_found{"certificate.not-found", Trouble::missing};
inline const Refusal certificate_revoked{"certificate.revoked", Trouble::conflict, "A4.4.4"};
inline const Refusal own_certificate{"certificate.own", Trouble::conflict, "A4.4.4"};
inline const Refusal issued_in_the_future{"invalid", Trouble::invalid, {}, {{"issued", "in-the-future"}}, {}};
inline const Refusal already_expired{"certificate.already-expired", Trouble::conflict, "A4.4.4"};
inline const Refusal staff_unknown{"invalid", Trouble::invalid, {}, {{"staff", "unknown-value"}}, {}};
using work::stale;
}  // namespace refused

// A company's own rulebook may be without the clause: none.
std::optional<int> days_of(const rulebook::Rulebook& book, std::string_view parameter, Day on);

std::vector<Need> needs_of_course(store::Tx& tx, CourseId course);
std::vector<Need> needs_of_staff(store::Tx& tx, SiteId site, StaffId staff);
std::optional<Need> find_need(store::Tx& tx, CourseId course, StaffId staff);
std::optional<Need> find_need(store::Tx& tx, SiteId site, QualificationId id);
std::optional<Certificate> find_certificate(store::Tx& tx, SiteId site, CertificateId id);

// Opens what must be passed by whoever needs a course in force and has neither passed it nor owes it yet.
void open_needs(Unit& unit);
void passed(Unit& unit, const Course& course, StaffId staff);
void drop(Unit& unit, Need need, std::string_view why);

}  // namespace huiyin::qualification
