// What follows by itself: since when posts are held, who owes which course, and the warning before a certificate runs out.
#include <set>

#include "huiyin_qualification_sql.hpp"
#include "record.hpp"

namespace huiyin::qualification {

std::optional<int> days_of(const rulebook::Rulebook& book, std::string_view parameter, Day on) {
    const auto* clause = book.find("A4.4.4");
    const auto day = std::max(on, book.from());
    if (!clause || std::ranges::none_of(clause->parameters, [&](const auto& p) { return p.name == parameter && p.from <= day; })) return std::nullopt;
    return book.number("A4.4.4", parameter, day);
}

std::vector<Need> needs_of_course(store::Tx& tx, CourseId course) { return tx.all<Need>(sql::needs_of_course, course); }
std::vector<Need> needs_of_staff(store::Tx& tx, SiteId site, StaffId staff) { return tx.all<Need>(sql::qualification_needs, site, staff); }
std::optional<Need> find_need(store::Tx& tx, CourseId course, StaffId staff) { return tx.first<Need>(sql::need_of, course, staff); }
std::optional<Need> find_need(store::Tx& tx, SiteId site, QualificationId id) { return tx.first<Need>(sql::need_find, id, site); }

namespace {

void save(store::Tx& tx, Need& need) {
    if (tx.run(sql::need_save, need.id, need.state, need.grace_until, need.version) == 0)
        throw store::StaleRow("qualification " + std::to_string(need.id.value));
    ++need.version;
}

boost::json::object facts_of(const Need& need, const Course& course) {
    return {{"kind", json::enum_name(course.kind)}, {"course", std::to_string(need.course.value)}, {"executor", std::to_string(need.staff.value)}};
}

void require(Unit& unit, const Course& course, const Holding& holding, std::optional<Need> need) {
    if (need) {
        need->state = NeedState::open;
        need->grace_until.reset();
        save(unit.tx, *need);
    } else {
        need = Need{.id = unit.make_id<QualificationId>(), .site = unit.site, .course = course.id, .staff = holding.staff};
        need->opened_at = unit.moment.now;
        need->version = 1;
        unit.tx.run(sql::need_insert, need->id, need->site, need->course, need->staff, need->opened_at);
    }
    const auto since = course.kind == CourseKind::induction ? holding.on_staff_since : holding.since;
    const bool was_there = !since || *since < course.from;
    auto facts = facts_of(*need, course);
    facts["grace"] = was_there ? "yes" : "no";
    unit.tell({"qualification.required", need->as_subject(), std::move(facts), {}});
    if (!was_there) return;
    // How long the grace is, the debt says; the day stands here too, so that a roster is judged without asking for each debt.
    for (const auto& o : obligations::of_subject(unit.tx, need->as_subject()))
        if (o.state == obligations::State::open) need->grace_until = unit.calendar().zone().day_of(o.due_at);
    save(unit.tx, *need);
}

void open_needs(Unit& unit, const Rows& rows) {
    const auto today = unit.today();
    for (const auto& course : rows.courses) {
        if (!course.in_force(today)) continue;
        const auto posts = rows.posts.find(course.id);
        for (const auto& [staff, holdings] : rows.holdings) {
            const auto holding = std::ranges::find_if(holdings, [&](const Holding& h) {
                return asked_of(course, posts == rows.posts.end() ? std::vector<Post>{} : posts->second, h.post);
            });
            if (holding == holdings.end()) continue;
            const auto need = rows.needs.find({staff, course.id});
            if (need != rows.needs.end() && need->second.state != NeedState::dropped) continue;
            const auto passed = rows.certificates.find(staff);
            if (passed != rows.certificates.end() &&
                std::ranges::any_of(passed->second, [&](const Certificate& c) { return c.course == course.id && c.valid(today); }))
                continue;
            require(unit, course, *holding, need == rows.needs.end() ? std::nullopt : std::optional(need->second));
        }
    }
}

// The course may have ended, or the person holds no post that asks for it any more.
bool still_asked(const Rows& rows, const Need& need, Day today) {
    const auto course = std::ranges::find(rows.courses, need.course, &Course::id);
    const auto holdings = rows.holdings.find(need.staff);
    if (course == rows.courses.end() || !course->in_force(today) || holdings == rows.holdings.end()) return false;
    const auto posts = rows.posts.find(need.course);
    return std::ranges::any_of(holdings->second, [&](const Holding& h) {
        return asked_of(*course, posts == rows.posts.end() ? std::vector<Post>{} : posts->second, h.post);
    });
}

void drop_needs(Unit& unit, const Rows& rows) {
    for (const auto& [key, need] : rows.needs)
        if (need.state == NeedState::open && !still_asked(rows, need, unit.today())) drop(unit, need, "not-asked");
}

void warn(Unit& unit) {
    const auto days = days_of(unit.rulebook(), "expiry-warned-before", unit.today());
    if (!days) return;
    for (const auto& c : unit.tx.all<Certificate>(sql::certificates_to_warn, unit.site, unit.today() + *days)) {
        unit.tx.run(sql::certificate_warned, c.id);
        const auto course = find_course(unit.tx, unit.site, c.course);
        if (!course) continue;
        unit.tell({"certificate.expiring", c.as_subject(),
                   {{"kind", json::enum_name(course->kind)}, {"course", std::to_string(c.course.value)}, {"number", c.number},
                    {"executor", std::to_string(c.staff.value)}, {"expires_at", unit.calendar().zone().start_of(*c.expires).ms}}, {}});
    }
}

void begin_day(Unit& unit, const journal::Event&) {
    const auto rows = rows_of(unit.tx, unit.site, {});
    if (!rows.courses.empty()) {
        open_needs(unit, rows);
        drop_needs(unit, rows);
    }
    warn(unit);
}

// Since when somebody holds a post at each site, kept as it changes.
void keep_holdings(Unit& unit, StaffId staff) {
    std::set<SiteId> sites;
    for (const auto s : unit.tx.all<SiteId>(sql::sites_of_staff, staff)) sites.insert(s);
    for (const auto s : unit.tx.all<SiteId>(sql::sites_of_holdings, staff)) sites.insert(s);
    for (const auto site : sites) {
        const auto held = unit.tx.all<std::string>(sql::held_posts, staff, site);
        for (const auto& kept : unit.tx.all<std::string>(sql::held_posts_kept, staff, site))
            if (kept.empty() ? held.empty() : std::ranges::find(held, kept) == held.end()) unit.tx.run(sql::holding_delete, staff, site, kept);
        for (const auto& post : held) unit.tx.run(sql::holding_insert, staff, site, post, unit.today());
        if (!held.empty()) unit.tx.run(sql::holding_insert, staff, site, "", unit.today());
    }
}

void staff_changed(Unit& unit, const journal::Event& event) {
    const StaffId staff{event.subject.id};
    keep_holdings(unit, staff);
    const auto rows = rows_of(unit.tx, unit.site, staff);
    if (rows.courses.empty()) return;
    open_needs(unit, rows);
    drop_needs(unit, rows);
    // Whoever has left renews nothing.
    if (rows.holdings.contains(staff)) return;
    for (const auto& c : unit.tx.all<Certificate>(sql::certificates_warned, unit.site, staff)) {
        unit.tx.run(sql::certificate_settled, c.id);
        unit.tell({"certificate.released", c.as_subject(), {{"executor", std::to_string(staff.value)}}, {}});
    }
}

}  // namespace

void open_needs(Unit& unit) { open_needs(unit, rows_of(unit.tx, unit.site, {})); }

void passed(Unit& unit, const Course& course, StaffId staff) {
    if (auto need = find_need(unit.tx, course.id, staff); need && need->state == NeedState::open) {
        need->state = NeedState::passed;
        save(unit.tx, *need);
        unit.tell({"qualification.passed", need->as_subject(), facts_of(*need, course), {}});
    }
    for (const auto& c : unit.tx.all<Certificate>(sql::certificates_warned, unit.site, staff)) {
        if (c.course != course.id) continue;
        unit.tx.run(sql::certificate_settled, c.id);
        unit.tell({"certificate.renewed", c.as_subject(), {{"kind", json::enum_name(course.kind)}, {"executor", std::to_string(staff.value)}}, {}});
    }
}

void drop(Unit& unit, Need need, std::string_view why) {
    const auto course = find_course(unit.tx, unit.site, need.course);
    need.state = NeedState::dropped;
    save(unit.tx, need);
    auto facts = course ? facts_of(need, *course) : boost::json::object{};
    facts["why"] = why;
    unit.tell({"qualification.dropped", need.as_subject(), std::move(facts), {}});
}

void listen(work::World& world) {
    world.listeners.emplace("staff.created", staff_changed);
    world.listeners.emplace("staff.changed", staff_changed);
    world.listeners.emplace("day.began", begin_day);
    world.describers[journal::SubjectKind::course] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto c = find_course(tx, site, {id});
        return c ? work::SubjectView{c->from.iso(), c->title, "/training/courses"} : work::SubjectView{};
    };
    world.sights[journal::SubjectKind::course] = [](store::Tx&, const work::Actor&, SiteId, std::int64_t) { return true; };
    world.describers[journal::SubjectKind::qualification] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto need = find_need(tx, site, QualificationId{id});
        if (!need) return {};
        const auto c = find_course(tx, site, need->course);
        return {c ? c->title : "", organisation::staff_name(tx, need->staff).value_or(""), "/training/certificates"};
    };
    world.sights[journal::SubjectKind::qualification] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto need = find_need(tx, site, QualificationId{id});
        return need && (need->staff == actor.staff || actor.may(Permission::see_training, site));
    };
    world.describers[journal::SubjectKind::certificate] = [](store::Tx& tx, SiteId site, std::int64_t id) -> work::SubjectView {
        const auto c = find_certificate(tx, site, {id});
        return c ? work::SubjectView{c->number, organisation::staff_name(tx, c->staff).value_or(""), "/training/certificates"} : work::SubjectView{};
    };
    world.sights[journal::SubjectKind::certificate] = [](store::Tx& tx, const work::Actor& actor, SiteId site, std::int64_t id) {
        const auto c = find_certificate(tx, site, {id});
        return c && (c->staff == actor.staff || actor.may(Permission::see_training, site));
    };
}

}  // namespace huiyin::qualification
