// Qualification (A4.4.4): which courses a site asks for, who passed them, and whether somebody may be put to work on a day.
// A module of record: whoever assigns work or writes a roster asks it. Sessions and exams stand in the training.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "work/routes.hpp"

namespace huiyin::qualification {
using work::Permission;
using work::Post;
using work::Unit;

// ---- what others ask ----
enum class Standing {
    not_in_use,   // no course of induction or pre-post is in force at the site: nothing is refused
    not_asked,    // holds no post of this site
    qualified,
    grace,        // was there before the course and still has time to pass it
    unqualified
};
BOOST_DESCRIBE_ENUM(Standing, not_in_use, not_asked, qualified, grace, unqualified)

struct Lack {
    CourseId course{};
    std::string title;
    bool expired = false;               // was passed once
    std::optional<Day> grace_until;     // may still work before this day
};
BOOST_DESCRIBE_STRUCT(Lack, (), (course, title, expired, grace_until))
struct Verdict {
    Standing standing = Standing::not_in_use;
    std::vector<Lack> lacks;            // what is not passed, or has run out
    std::optional<Day> until;           // the first day on which it will be otherwise by itself: a certificate or the grace ends
};

// One person on one day; with a post, for that post alone, else for every post they hold at the site.
Verdict verdict_of(store::Tx& tx, SiteId site, StaffId staff, Day day, std::optional<Post> post = {});
// The same as a "no" with A4.4.4, the courses that are lacking and the fix; none: may be put to work that day.
std::optional<Refusal> why_not_qualified(store::Tx& tx, SiteId site, StaffId staff, Day day, std::optional<Post> post = {});

// Everybody of a site, read once in a fixed number of queries and then asked as often as wanted: a roster's grid.
struct Rows;
class Roll {
  public:
    Roll(store::Tx& tx, SiteId site);
    bool in_use(Day day) const;
    Verdict verdict_of(StaffId staff, Day day, std::optional<Post> post = {}) const;
    std::optional<Refusal> why_not(StaffId staff, Day day, std::optional<Post> post = {}) const;

  private:
    std::shared_ptr<const Rows> rows_;
};

// The gate of a use-case that gives somebody work today: asks, counts the asking under A4.4.4 and refuses. Nobody, and the
// system itself, is let through; where the clause is not in use nothing is counted.
Result<void> may_be_assigned(Unit& unit, std::optional<StaffId> staff, journal::Subject subject);

// ---- courses ----
enum class CourseKind { induction, pre_post, further };
BOOST_DESCRIBE_ENUM(CourseKind, induction, pre_post, further)

struct Course {
    CourseId id{};
    SiteId site{};
    CourseKind kind = CourseKind::induction;
    std::string title;
    bool theory = true, practical = false;
    Points pass_mark{};
    int valid_months = 0;               // 0: never runs out
    Day from{};
    std::optional<Day> until;           // ended from this day on
    std::string note;
    Instant kept_at{};
    StaffId kept_by{};
    std::int64_t version = 0;
    bool in_force(Day day) const { return from <= day && (!until || day < *until); }
    journal::Subject as_subject() const { return {journal::SubjectKind::course, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Course, (), (id, site, kind, title, theory, practical, pass_mark, valid_months, from, until, note, kept_at, kept_by, version))
std::optional<Course> find_course(store::Tx& tx, SiteId site, CourseId id);

struct CourseView {
    CourseId id{};
    CourseKind kind = CourseKind::induction;
    std::string title;
    std::vector<Post> posts;
    bool theory = true, practical = false;
    Points pass_mark{};
    int valid_months = 0;
    Day from{};
    std::optional<Day> until;
    std::string note, kept_by_name;
    bool in_force = false;
    std::int64_t qualified = 0, lacking = 0;   // of those who need it today; grace counts as lacking
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CourseView, (), (id, kind, title, posts, theory, practical, pass_mark, valid_months, from, until, note, kept_by_name, in_force,
                                       qualified, lacking, version))
struct ListCourses { static constexpr auto needs = Permission::anyone; };  // GET /courses
BOOST_DESCRIBE_STRUCT(ListCourses, (), ())
struct CourseList {
    std::vector<CourseView> courses;
    bool in_use = false;                // false: A4.4.4 refuses nothing at this site yet
    bool may_edit = false;
    int grace_days = 0, warned_days = 0;
    Day today{};
};
BOOST_DESCRIBE_STRUCT(CourseList, (), (courses, in_use, may_edit, grace_days, warned_days, today))
struct PublishCourse {  // POST /courses
    static constexpr auto needs = Permission::edit_courses;
    static constexpr std::array optional_fields = {"posts", "valid_months", "note"};
    CourseKind kind = CourseKind::induction;
    std::string title;
    std::vector<Post> posts;
    bool theory = true, practical = false;
    Points pass_mark{};
    int valid_months = 0;
    Day from{};
    std::string note;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(PublishCourse, (), (kind, title, posts, theory, practical, pass_mark, valid_months, from, note))
struct EndCourse {  // POST /courses/{id}/end: nobody needs it from that day on; certificates stay
    static constexpr auto needs = Permission::edit_courses;
    CourseId id{};
    std::int64_t version = 0;
    Day until{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(EndCourse, (), (id, version, until, reason))
struct CourseChanged {
    CourseId id{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CourseChanged, (), (id, version))

// ---- certificates ----
struct Certificate {
    CertificateId id{};
    SiteId site{};
    CourseId course{};
    StaffId staff{};
    std::string number;
    Day issued{};
    std::optional<Day> expires;         // the first day on which it is no longer valid
    Instant issued_at{};
    StaffId issued_by{};
    ExamId exam{};                      // 0: recognised from elsewhere
    int warned = 0;                     // 1: told that it runs out, 2: and that is settled
    std::optional<Instant> revoked_at;
    std::optional<StaffId> revoked_by;
    std::string reason;
    std::int64_t version = 0;
    bool valid(Day day) const { return !revoked_at && issued <= day && (!expires || day < *expires); }
    journal::Subject as_subject() const { return {journal::SubjectKind::certificate, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Certificate, (), (id, site, course, staff, number, issued, expires, issued_at, issued_by, exam, warned, revoked_at, revoked_by,
                                        reason, version))
// Issued inside the unit of whoever holds the exam, in the examiner's name: number, day, expiry by the course; ends the debt to pass.
Certificate issue(Unit& unit, const Course& course, StaffId staff, ExamId exam, StaffId by);
std::vector<Certificate> certificates_of(store::Tx& tx, SiteId site, StaffId staff);  // newest first

enum class CertificateState { valid, expiring, expired, revoked };
BOOST_DESCRIBE_ENUM(CertificateState, valid, expiring, expired, revoked)
struct CertificateView {
    CertificateId id{};
    std::string number;
    CourseId course{};
    std::string course_title;
    CourseKind kind = CourseKind::induction;
    StaffId staff{};
    std::string staff_name;
    Day issued{};
    std::optional<Day> expires;
    CertificateState state = CertificateState::valid;
    std::string issued_by_name, reason;
    std::optional<ExamId> exam;
    bool may_revoke = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CertificateView, (), (id, number, course, course_title, kind, staff, staff_name, issued, expires, state, issued_by_name, reason,
                                            exam, may_revoke, version))
struct ListCertificates {  // GET /certificates: one's own; everybody's for who may see the training
    static constexpr auto needs = Permission::anyone;
    std::optional<StaffId> staff;
    std::optional<CourseId> course;
    std::optional<bool> mine;
};
BOOST_DESCRIBE_STRUCT(ListCertificates, (), (staff, course, mine))
struct CertificateList {
    std::vector<CertificateView> certificates;
    bool may_recognise = false;
};
BOOST_DESCRIBE_STRUCT(CertificateList, (), (certificates, may_recognise))
struct RecogniseCertificate {  // POST /certificates: what was passed elsewhere or on paper; never one's own
    static constexpr auto needs = Permission::edit_courses;
    CourseId course{};
    StaffId staff{};
    Day issued{};
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RecogniseCertificate, (), (course, staff, issued, reason))
struct RevokeCertificate {  // POST /certificates/{id}/revocation
    static constexpr auto needs = Permission::edit_courses;
    CertificateId id{};
    std::int64_t version = 0;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RevokeCertificate, (), (id, version, reason))
struct CertificateChanged {
    CertificateId id{};
    std::string number;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CertificateChanged, (), (id, number, version))

// ---- coverage: who is qualified, per post; every figure opens its rows ----
struct OpenCoverage {  // GET /training-coverage
    static constexpr auto needs = Permission::see_training;
    std::optional<Day> day;
};
BOOST_DESCRIBE_STRUCT(OpenCoverage, (), (day))
struct CoverageRow {
    Post post{};
    StaffId staff{};
    std::string name;
    Standing standing = Standing::unqualified;
    std::vector<Lack> lacks;
    std::optional<Day> until;
};
BOOST_DESCRIBE_STRUCT(CoverageRow, (), (post, staff, name, standing, lacks, until))
struct CoverageFigure {
    Post post{};
    std::int64_t holders = 0, qualified = 0, grace = 0, unqualified = 0;
};
BOOST_DESCRIBE_STRUCT(CoverageFigure, (), (post, holders, qualified, grace, unqualified))
struct Coverage {
    Day day{};
    bool in_use = false;
    std::vector<CoverageFigure> posts;
    std::vector<CoverageRow> rows;      // what the figures count, by post
};
BOOST_DESCRIBE_STRUCT(Coverage, (), (day, in_use, posts, rows))

Result<CourseList> list_courses(work::Reading& reading, const ListCourses& query);
Result<CourseChanged> publish_course(Unit& unit, const PublishCourse& command);
Result<CourseChanged> end_course(Unit& unit, const EndCourse& command);
Result<CertificateList> list_certificates(work::Reading& reading, const ListCertificates& query);
Result<CertificateChanged> recognise_certificate(Unit& unit, const RecogniseCertificate& command);
Result<CertificateChanged> revoke_certificate(Unit& unit, const RevokeCertificate& command);
Result<Coverage> open_coverage(work::Reading& reading, const OpenCoverage& query);

// What must hold at any midnight: nobody was given work since that entry of the journal who was not qualified on that day.
std::vector<std::string> broken_invariants(store::Tx& tx, SiteId site, const Zone& zone, std::int64_t after_seq);

void add_routes(work::Routes& routes);
// Keeps since when posts are held, opens what must be passed, warns ahead of an expiry, names its subjects.
void listen(work::World& world);

}  // namespace huiyin::qualification
