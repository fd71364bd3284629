// Whether somebody may be put to work on a day (A4.4.4): pure, from courses, posts held and certificates.
#include <algorithm>

#include "huiyin_qualification_sql.hpp"
#include "record.hpp"

namespace huiyin::qualification {

bool works(Post post) { return post != Post::system_administrator; }

bool asked_of(const Course& course, const std::vector<Post>& posts, Post post) {
    if (course.kind == CourseKind::induction) return works(post);
    return course.kind == CourseKind::pre_post && std::ranges::find(posts, post) != posts.end();
}

bool in_use(const Rows& rows, Day day) {
    return std::ranges::any_of(rows.courses, [&](const Course& c) { return c.in_force(day); });
}

namespace {

template <class M, class K>
const typename M::mapped_type& or_none(const M& map, const K& key) {
    static const typename M::mapped_type none{};
    const auto found = map.find(key);
    return found == map.end() ? none : found->second;
}

void sooner(std::optional<Day>& until, std::optional<Day> day) {
    if (day && (!until || *day < *until)) until = day;
}

// Whoever was there before the course has time to pass it; a certificate that ran out or was revoked gives none.
std::optional<Day> grace_of(const Rows& rows, const Course& course, const Holding& holding, Day day) {
    const auto need = rows.needs.find({holding.staff, course.id});
    if (need != rows.needs.end() && need->second.state != NeedState::dropped) {
        const auto& until = need->second.grace_until;
        return until && day < *until ? until : std::nullopt;
    }
    // The debt opens with the day on which the course comes into force; until it is written, the grace has not begun to run.
    const auto since = course.kind == CourseKind::induction ? holding.on_staff_since : holding.since;
    return !since || *since < course.from ? std::optional(day + 1) : std::nullopt;
}

}  // namespace

Verdict decide(const Rows& rows, StaffId staff, Day day, std::optional<Post> post) {
    Verdict verdict;
    if (!in_use(rows, day)) return verdict;
    verdict.standing = Standing::not_asked;
    auto holdings = or_none(rows.holdings, staff);
    std::erase_if(holdings, [](const Holding& h) { return !works(h.post); });
    if (holdings.empty()) return verdict;
    if (post) {
        const auto held = std::ranges::find(holdings, *post, &Holding::post);
        // Whoever stands in at a post is new there.
        holdings = {held != holdings.end() ? *held : Holding{staff, *post, day, holdings.front().on_staff_since}};
    }
    const auto& certificates = or_none(rows.certificates, staff);
    bool grace_for_all = true;
    for (const auto& course : rows.courses) {
        if (!course.in_force(day)) continue;
        const auto& posts = or_none(rows.posts, course.id);
        const auto holding = std::ranges::find_if(holdings, [&](const Holding& h) { return asked_of(course, posts, h.post); });
        if (holding == holdings.end()) continue;
        const Certificate* valid = nullptr;
        bool passed_once = false, expired = false;
        for (const auto& c : certificates) {
            if (c.course != course.id) continue;
            passed_once = passed_once || c.issued <= day;
            expired = expired || (c.expires && *c.expires <= day && !c.revoked_at);
            if (c.valid(day) && (!valid || !c.expires || (valid->expires && *valid->expires < *c.expires))) valid = &c;
        }
        if (valid) {
            sooner(verdict.until, valid->expires);
            continue;
        }
        const auto grace = passed_once ? std::nullopt : grace_of(rows, course, *holding, day);
        verdict.lacks.push_back({course.id, course.title, expired, grace});
        sooner(verdict.until, grace);
        grace_for_all = grace_for_all && grace;
    }
    verdict.standing = verdict.lacks.empty() ? Standing::qualified : grace_for_all ? Standing::grace : Standing::unqualified;
    return verdict;
}

Refusal refusal_of(StaffId staff, Day day, const Verdict& verdict) {
    boost::json::array courses;
    for (const auto& lack : verdict.lacks)
        if (!lack.grace_until) courses.emplace_back(lack.title);
    return {"qualification.missing", Trouble::conflict, "A4.4.4", {}, {{"staff", std::to_string(staff.value)}, {"day", day.iso()}, {"courses", std::move(courses)}}};
}

Rows rows_of(store::Tx& tx, SiteId site, std::optional<StaffId> staff) {
    Rows rows;
    rows.courses = tx.all<Course>(sql::courses_asked, site);
    if (rows.courses.empty()) return rows;
    const auto who = staff.value_or(StaffId{});
    for (const auto& p : tx.all<CoursePost>(sql::course_posts_of_site, site)) rows.posts[p.course].push_back(p.post);
    for (const auto& h : tx.all<Holding>(sql::holdings, site, who)) rows.holdings[h.staff].push_back(h);
    for (auto& c : tx.all<Certificate>(sql::certificates, site, who, CourseId{})) rows.certificates[c.staff].push_back(std::move(c));
    for (const auto& n : tx.all<Need>(sql::qualification_needs, site, who)) rows.needs[{n.staff, n.course}] = n;
    return rows;
}

Verdict verdict_of(store::Tx& tx, SiteId site, StaffId staff, Day day, std::optional<Post> post) {
    return decide(rows_of(tx, site, staff), staff, day, post);
}

std::optional<Refusal> why_not_qualified(store::Tx& tx, SiteId site, StaffId staff, Day day, std::optional<Post> post) {
    const auto verdict = verdict_of(tx, site, staff, day, post);
    if (verdict.standing != Standing::unqualified) return std::nullopt;
    return refusal_of(staff, day, verdict);
}

Roll::Roll(store::Tx& tx, SiteId site) : rows_(std::make_shared<const Rows>(rows_of(tx, site, {}))) {}
bool Roll::in_use(Day day) const { return qualification::in_use(*rows_, day); }
Verdict Roll::verdict_of(StaffId staff, Day day, std::optional<Post> post) const { return decide(*rows_, staff, day, post); }
std::optional<Refusal> Roll::why_not(StaffId staff, Day day, std::optional<Post> post) const {
    const auto verdict = decide(*rows_, staff, day, post);
    if (verdict.standing != Standing::unqualified) return std::nullopt;
    return refusal_of(staff, day, verdict);
}

}  // namespace huiyin::qualification
