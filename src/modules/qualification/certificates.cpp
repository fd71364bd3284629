// Certificates: number, day and expiry; issued after an exam, or recognised, or revoked with a reason.
#include "huiyin_qualification_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/names.hpp"
#include "record.hpp"
#include "work/numbers.hpp"

namespace huiyin::qualification {
namespace {

// The same day so many months later; where that month is shorter, its last day.
Day months_later(Day day, int months) {
    const int index = day.year() * 12 + day.month() - 1 + months;
    const auto first = Day::of(index / 12, index % 12 + 1, 1);
    const auto next = Day::of((index + 1) / 12, (index + 1) % 12 + 1, 1);
    return std::min(first + (day.day() - 1), next - 1);
}

Certificate write(Unit& unit, const Course& course, StaffId staff, Day issued, ExamId exam, StaffId by, const std::string& reason) {
    Certificate c{.id = unit.make_id<CertificateId>(), .site = unit.site, .course = course.id, .staff = staff};
    c.number = work::next_number(unit.tx, unit.site, "certificate", "ZS" + issued.compact());
    c.issued = issued;
    if (course.valid_months > 0) c.expires = months_later(issued, course.valid_months);
    c.issued_at = unit.moment.now;
    c.issued_by = by;
    c.exam = exam;
    c.reason = text::trim(reason);
    c.version = 1;
    unit.tx.run(sql::certificate_insert, c.id, c.site, c.course, c.staff, c.number, c.issued, c.expires, c.issued_at, c.issued_by, c.exam, c.reason);
    boost::json::object facts{{"kind", json::enum_name(course.kind)}, {"course", std::to_string(course.id.value)}, {"number", c.number},
                              {"executor", std::to_string(staff.value)}, {"exam", std::to_string(exam.value)}, {"issued", c.issued.iso()}};
    if (c.expires) facts["expires"] = c.expires->iso();
    unit.tell({"certificate.issued", c.as_subject(), std::move(facts), {{"reason", c.reason}}});
    passed(unit, course, staff);
    return c;
}

CertificateState state_of(const Certificate& c, Day today, int warned_days) {
    if (c.revoked_at) return CertificateState::revoked;
    if (c.expires && *c.expires <= today) return CertificateState::expired;
    return c.expires && *c.expires <= today + warned_days ? CertificateState::expiring : CertificateState::valid;
}

}  // namespace

std::optional<Certificate> find_certificate(store::Tx& tx, SiteId site, CertificateId id) { return tx.first<Certificate>(sql::certificate_find, id, site); }

Certificate issue(Unit& unit, const Course& course, StaffId staff, ExamId exam, StaffId by) {
    return write(unit, course, staff, unit.today(), exam, by, "");
}

std::vector<Certificate> certificates_of(store::Tx& tx, SiteId site, StaffId staff) {
    return tx.all<Certificate>(sql::certificates, site, staff, CourseId{});
}

void RecogniseCertificate::check(Checks& c) const {
    c.when(!course, "course", "required");
    c.when(!staff, "staff", "required");
    c.required("reason", reason);
    c.length("reason", reason, 1000);
}

void RevokeCertificate::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, 1000);
}

Result<CertificateChanged> recognise_certificate(Unit& unit, const RecogniseCertificate& command) {
    const auto course = find_course(unit.tx, unit.site, command.course);
    if (!course) return refuse(refused::course_unknown);
    if (!organisation::on_staff(unit.tx, command.staff, unit.site)) return refuse(refused::staff_unknown);
    if (command.staff == unit.moment.actor) return refuse(refused::own_certificate);
    if (course->until && *course->until <= unit.today()) return refuse(refused::course_ended);
    if (command.issued > unit.today()) return refuse(refused::issued_in_the_future);
    if (course->valid_months > 0 && months_later(command.issued, course->valid_months) <= unit.today()) return refuse(refused::already_expired);
    const auto c = write(unit, *course, command.staff, command.issued, {}, unit.moment.actor, command.reason);
    return CertificateChanged{c.id, c.number, c.version};
}

Result<CertificateChanged> revoke_certificate(Unit& unit, const RevokeCertificate& command) {
    auto c = find_certificate(unit.tx, unit.site, command.id);
    if (!c) return refuse(refused::certificate_not_found);
    if (c->version != command.version) return refuse(refused::stale(c->version, command.version));
    if (c->revoked_at) return refuse(refused::certificate_revoked);
    if (c->staff == unit.moment.actor) return refuse(refused::own_certificate);
    if (unit.tx.run(sql::certificate_revoke, c->id, unit.moment.now, unit.moment.actor, text::trim(command.reason), c->version) == 0)
        throw store::StaleRow("certificate " + c->number);
    unit.tell({"certificate.revoked", c->as_subject(),
               {{"course", std::to_string(c->course.value)}, {"number", c->number}, {"executor", std::to_string(c->staff.value)}},
               {{"reason", text::trim(command.reason)}}});
    return CertificateChanged{c->id, c->number, c->version + 1};
}

Result<CertificateList> list_certificates(work::Reading& reading, const ListCertificates& query) {
    CertificateList list;
    const bool all = reading.actor.may(Permission::see_training, reading.site);
    list.may_recognise = reading.actor.may(Permission::edit_courses, reading.site);
    // Without the right to everybody's, one reads one's own.
    const auto staff = !all || query.mine.value_or(false) ? reading.actor.staff : query.staff.value_or(StaffId{});
    const auto today = reading.calendar().zone().day_of(reading.now);
    const int warned = days_of(*reading.world.rulebook, "expiry-warned-before", today).value_or(0);
    organisation::Names names(reading.tx);
    std::map<CourseId, std::optional<Course>> courses;
    for (const auto& c : reading.tx.all<Certificate>(sql::certificates, reading.site, staff, query.course.value_or(CourseId{}))) {
        const auto [course, fresh] = courses.try_emplace(c.course);
        if (fresh) course->second = find_course(reading.tx, reading.site, c.course);
        CertificateView v{c.id, c.number, c.course, course->second ? course->second->title : "", course->second ? course->second->kind : CourseKind::further,
                          c.staff, names.of(c.staff), c.issued, c.expires, state_of(c, today, warned), names.of(c.issued_by), c.reason, {}, false, c.version};
        if (c.exam) v.exam = c.exam;
        v.may_revoke = list.may_recognise && !c.revoked_at && c.staff != reading.actor.staff;
        list.certificates.push_back(std::move(v));
    }
    return list;
}

}  // namespace huiyin::qualification
