// Saved views, drafts, and who stands at a record.
#include "desk/desk.hpp"

#include <algorithm>
#include <set>

#include "huiyin_desk_sql.hpp"
#include "kernel/text.hpp"
#include "seal/seal.hpp"

namespace huiyin::desk {
namespace {

constexpr std::size_t longest_draft = 60'000;
constexpr std::int64_t most_views = 50;
constexpr auto draft_lives = std::chrono::days(30);
constexpr auto presence_lives = std::chrono::seconds(30);

namespace refused {
const Refusal view_not_found{"view.not-found", Trouble::missing};
const Refusal view_not_yours{"view.not-yours", Trouble::forbidden};
const Refusal too_many{"view.too-many", Trouble::conflict};
const Refusal not_shared{"not-permitted", Trouble::forbidden, {}, {}, {{"permission", "share_views"}}};
const Refusal subject_not_found{"presence.not-found", Trouble::missing};
}  // namespace refused

// Only what the list itself understands, so that a view never says anything else.
bool is_list_query(std::string_view query) {
    static const std::set<std::string_view> names{"tab", "order", "kind", "state", "category", "department", "responsible", "unit", "person", "from", "until"};
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || !names.contains(pair.substr(0, equals))) return false;
        const auto fine = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
        if (!std::ranges::all_of(pair.substr(equals + 1), fine)) return false;
    }
    return true;
}

bool is_place(std::string_view place) {
    const auto fine = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'; };
    return !place.empty() && place.size() <= 80 && std::ranges::all_of(place, fine);
}

std::optional<std::int64_t> number_in(const std::string& text) {
    std::int64_t n = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || rest != text.data() + text.size() || n <= 0) return std::nullopt;
    return n;
}

struct Owned {
    StaffId owner{};
    bool shared = false;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Owned, (), (owner, shared, name))

struct Sealed {
    SiteId site{};
    StaffId staff{};
    std::string place, content;
    Instant saved_at{};
};
BOOST_DESCRIBE_STRUCT(Sealed, (), (site, staff, place, content, saved_at))

// Words moved to another person's place do not open there.
std::string about(SiteId site, StaffId staff, std::string_view place) {
    return "draft " + std::to_string(site.value) + " " + std::to_string(staff.value) + " " + std::string(place);
}

// Nothing that is sealed can be searched, so each is opened; what opens no more can be read by nobody and goes as well.
void forget_drafts_naming(store::Tx& tx, std::int64_t person) {
    const auto name = '"' + std::to_string(person) + '"';
    for (const auto& d : tx.all<Sealed>(sql::drafts_all)) {
        const auto words = seal::of_house().open(d.content, about(d.site, d.staff, d.place));
        if (!words || words->contains(name)) tx.run(sql::draft_drop, d.site, d.staff, d.place);
    }
}

}  // namespace

void SaveView::check(Checks& c) const {
    c.required("name", name);
    c.length("name", name, 40);
    c.length("query", query, 500);
    c.when(!is_list_query(query), "query", "unknown-value");
}
void OpenDraft::check(Checks& c) const { c.when(!is_place(place), "place", "unknown-value"); }
void KeepDraft::check(Checks& c) const {
    c.when(!is_place(place), "place", "unknown-value");
    c.length("content", content, longest_draft);
}
void StandAt::check(Checks& c) const { c.when(!number_in(subject_id), "subject_id", "unknown-value"); }

Result<SavedViews> list_views(work::Reading& reading, const ListViews&) {
    SavedViews all;
    all.may_share = reading.actor.may(Permission::share_views, reading.site);
    all.views = reading.tx.all<SavedView>(sql::views_of, reading.site, reading.actor.staff);
    for (auto& v : all.views) v.may_remove = v.mine || (v.shared && all.may_share);
    return all;
}

Result<ViewChanged> save_view(work::Unit& unit, const SaveView& command) {
    if (command.shared && !unit.actor.may(Permission::share_views, unit.site)) return refuse(refused::not_shared);
    const auto name = text::trim(command.name);
    unit.tx.run(sql::view_replace, unit.site, unit.actor.staff, name);
    if (unit.tx.one<std::int64_t>(sql::views_count, unit.site, unit.actor.staff) >= most_views) return refuse(refused::too_many);
    const auto id = unit.make_id<ViewId>();
    unit.tx.run(sql::view_insert, id, unit.site, unit.actor.staff, name, command.shared, command.query, unit.moment.now);
    unit.tell({"view.saved", {journal::SubjectKind::view, id.value}, {{"shared", command.shared}, {"query", command.query}}, {}});
    return ViewChanged{id};
}

Result<ViewChanged> remove_view(work::Unit& unit, const RemoveView& command) {
    const auto view = unit.tx.first<Owned>(sql::view_owner, command.id, unit.site);
    const bool mine = view && view->owner == unit.actor.staff;
    if (!view || (!mine && !view->shared)) return refuse(refused::view_not_found);
    if (!mine && !unit.actor.may(Permission::share_views, unit.site)) return refuse(refused::view_not_yours);
    unit.tx.run(sql::view_remove, command.id, unit.site);
    unit.tell({"view.removed", {journal::SubjectKind::view, command.id.value}, {{"shared", view->shared}}, {}});
    return ViewChanged{command.id};
}

Result<DraftView> open_draft(work::Reading& reading, const OpenDraft& query) {
    const DraftView none{query.place, {}, {}};
    const auto kept = reading.tx.first<Sealed>(sql::draft_find, reading.site, reading.actor.staff, query.place);
    if (!kept) return none;
    const auto words = seal::of_house().open(kept->content, about(reading.site, reading.actor.staff, query.place));
    return words ? DraftView{query.place, *words, kept->saved_at} : none;
}

// Not told: half-written words are nobody's record.
Result<DraftView> keep_draft(work::Unit& unit, const KeepDraft& command) {
    if (command.content.empty()) {
        unit.tx.run(sql::draft_drop, unit.site, unit.actor.staff, command.place);
        return DraftView{command.place, {}, {}};
    }
    const auto sealed = seal::of_house().seal(command.content, about(unit.site, unit.actor.staff, command.place));
    unit.tx.run(sql::draft_keep, unit.site, unit.actor.staff, command.place, sealed, unit.moment.now);
    return DraftView{command.place, {}, unit.moment.now};
}

// Not told either: where somebody stands is nobody's business tomorrow.
Result<Stood> stand_at(work::Unit& unit, const StandAt& command) {
    const journal::Subject subject{command.subject_kind, *number_in(command.subject_id)};
    if (!unit.world().may_see(unit.tx, unit.actor, unit.site, subject)) return refuse(refused::subject_not_found);
    if (command.doing == Doing::gone) {
        unit.tx.run(sql::presence_leave, unit.site, subject.kind, subject.id, unit.actor.staff);
        return Stood{};
    }
    unit.tx.run(sql::presence_stand, unit.site, subject.kind, subject.id, unit.actor.staff, command.doing == Doing::writing,
                unit.moment.now + presence_lives);
    return Stood{};
}

std::vector<Standing> standing(store::Tx& tx, Instant now) { return tx.all<Standing>(sql::presence_all, now); }

void listen(work::World& world) {
    world.listeners.emplace("day.began", [](work::Unit& unit, const journal::Event&) {
        unit.tx.run(sql::drafts_old, unit.site, unit.moment.now - draft_lives);
        unit.tx.run(sql::presence_old, unit.site, unit.moment.now);
    });
    world.listeners.emplace("person.erased", [](work::Unit& unit, const journal::Event& event) {
        forget_drafts_naming(unit.tx, event.subject.id);
    });
}

void add_routes(work::Routes& routes) {
    routes.get("/views", "list_views", list_views);
    routes.post("/views", "save_view", save_view, {.creates = true});
    routes.del("/views/{id}", "remove_view", remove_view);
    routes.get("/drafts/{place}", "open_draft", open_draft);
    routes.put("/drafts/{place}", "keep_draft", keep_draft);
    routes.put("/presence", "stand_at", stand_at);
}

}  // namespace huiyin::desk
