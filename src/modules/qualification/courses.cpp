// Courses as data: what a site asks of whom, from a day on. A course never changes; it ends, and another takes its place.
#include "huiyin_qualification_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/names.hpp"
#include "record.hpp"

namespace huiyin::qualification {
namespace {
constexpr Points full_marks{100 * 100};
constexpr int most_months = 120;
}  // namespace

std::optional<Course> find_course(store::Tx& tx, SiteId site, CourseId id) { return tx.first<Course>(sql::course_find, id, site); }

void PublishCourse::check(Checks& c) const {
    c.required("title", title);
    c.length("title", title, 60);
    c.length("note", note, 1000);
    c.when(!theory && !practical, "theory", "required");
    c.when(pass_mark <= Points{} || pass_mark > full_marks, "pass_mark", "out-of-range");
    c.when(valid_months < 0 || valid_months > most_months, "valid_months", "out-of-range");
    c.when(kind == CourseKind::pre_post && posts.empty(), "posts", "required");
    c.when(kind != CourseKind::pre_post && !posts.empty(), "posts", "not-here");
    for (std::size_t i = 0; i < posts.size(); ++i)
        c.when(!works(posts[i]) || std::ranges::count(posts, posts[i]) > 1, "posts." + std::to_string(i), "unknown-value");
}

void EndCourse::check(Checks& c) const {
    c.when(!id, "id", "required");
    c.required("reason", reason);
    c.length("reason", reason, 1000);
}

Result<CourseChanged> publish_course(Unit& unit, const PublishCourse& command) {
    if (command.from < unit.today()) return refuse(refused::reaches_back);
    const auto title = text::trim(command.title);
    if (unit.tx.one<std::int64_t>(sql::course_title_taken, unit.site, title, command.from) > 0) return refuse(refused::title_taken);
    const Course c{unit.make_id<CourseId>(), unit.site, command.kind, title, command.theory, command.practical, command.pass_mark,
                   command.valid_months, command.from, {}, text::trim(command.note), unit.moment.now, unit.moment.actor, 1};
    unit.tx.run(sql::course_insert, c.id, c.site, c.kind, c.title, c.theory, c.practical, c.pass_mark, c.valid_months, c.from, c.note, c.kept_at, c.kept_by);
    boost::json::array posts;
    for (const auto post : command.posts) {
        unit.tx.run(sql::course_post_insert, c.id, post);
        posts.emplace_back(json::enum_name(post));
    }
    unit.tell({"course.published", c.as_subject(),
               {{"kind", json::enum_name(c.kind)}, {"from", c.from.iso()}, {"title", c.title}, {"posts", std::move(posts)}, {"theory", c.theory},
                {"practical", c.practical}, {"pass_mark", c.pass_mark.text()}, {"valid_months", c.valid_months}},
               {}});
    if (c.kind != CourseKind::further && c.in_force(unit.today())) open_needs(unit);
    return CourseChanged{c.id, c.version};
}

Result<CourseChanged> end_course(Unit& unit, const EndCourse& command) {
    auto c = find_course(unit.tx, unit.site, command.id);
    if (!c) return refuse(refused::course_not_found);
    if (c->version != command.version) return refuse(refused::stale(c->version, command.version));
    if (c->until) return refuse(refused::course_ended);
    if (command.until < unit.today()) return refuse(refused::end_reaches_back);
    c->until = command.until;
    if (unit.tx.run(sql::course_end, c->id, c->until, c->version) == 0) throw store::StaleRow("course " + std::to_string(c->id.value));
    ++c->version;
    unit.tell({"course.ended", c->as_subject(), {{"kind", json::enum_name(c->kind)}, {"until", c->until->iso()}}, {{"reason", text::trim(command.reason)}}});
    if (!c->in_force(unit.today()))
        for (const auto& need : needs_of_course(unit.tx, c->id))
            if (need.state == NeedState::open) drop(unit, need, "course-ended");
    return CourseChanged{c->id, c->version};
}

Result<CourseList> list_courses(work::Reading& reading, const ListCourses&) {
    CourseList list;
    list.today = reading.calendar().zone().day_of(reading.now);
    list.may_edit = reading.actor.may(Permission::edit_courses, reading.site);
    list.grace_days = days_of(*reading.world.rulebook, "grace", list.today).value_or(0);
    list.warned_days = days_of(*reading.world.rulebook, "expiry-warned-before", list.today).value_or(0);
    const auto rows = rows_of(reading.tx, reading.site, {});
    list.in_use = in_use(rows, list.today);
    std::map<CourseId, std::vector<Post>> posts;
    for (const auto& p : reading.tx.all<CoursePost>(sql::course_posts_of_site, reading.site)) posts[p.course].push_back(p.post);
    std::map<CourseId, std::int64_t> asked, lacking;
    for (const auto& [staff, holdings] : rows.holdings) {
        for (const auto& course : rows.courses)
            if (course.in_force(list.today) && std::ranges::any_of(holdings, [&](const Holding& h) { return asked_of(course, posts[course.id], h.post); }))
                ++asked[course.id];
        for (const auto& lack : decide(rows, staff, list.today, {}).lacks) ++lacking[lack.course];
    }
    organisation::Names names(reading.tx);
    for (const auto& c : reading.tx.all<Course>(sql::courses_of_site, reading.site))
        list.courses.push_back({c.id, c.kind, c.title, posts[c.id], c.theory, c.practical, c.pass_mark, c.valid_months, c.from, c.until, c.note,
                                names.of(c.kept_by), c.in_force(list.today), asked[c.id] - lacking[c.id], lacking[c.id], c.version});
    return list;
}

}  // namespace huiyin::qualification
