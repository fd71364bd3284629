// The desk: what makes a day of eighty matters bearable. Saved views of the list, drafts that survive another machine,
// and who else stands at a record. None of it is a record of the department; only views, which others may share, are told.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/json.hpp"
#include "work/routes.hpp"

namespace huiyin::desk {
using work::Permission;

struct ListViews {  // GET /views: one's own and the shared ones of the site
    static constexpr auto needs = Permission::see_complaints;
};
BOOST_DESCRIBE_STRUCT(ListViews, (), ())
struct SavedView {
    ViewId id{};
    std::string name;
    std::string query;   // as the list's address has it: "tab=late&kind=complaint"
    bool shared = false;
    bool mine = false;
    bool may_remove = false;
    std::string owner_name;
};
BOOST_DESCRIBE_STRUCT(SavedView, (), (id, name, query, shared, mine, may_remove, owner_name))
struct SavedViews { std::vector<SavedView> views; bool may_share = false; };
BOOST_DESCRIBE_STRUCT(SavedViews, (), (views, may_share))

struct SaveView {  // POST /views: the same name of the same person is replaced
    static constexpr auto needs = Permission::see_complaints;
    static constexpr std::array optional_fields = {"shared", "query"};
    std::string name, query;
    bool shared = false;  // needs share_views
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(SaveView, (), (name, query, shared))
struct RemoveView {  // DELETE /views/{id}
    static constexpr auto needs = Permission::see_complaints;
    ViewId id{};
};
BOOST_DESCRIBE_STRUCT(RemoveView, (), (id))
struct ViewChanged { ViewId id{}; };
BOOST_DESCRIBE_STRUCT(ViewChanged, (), (id))

struct OpenDraft {  // GET /drafts/{place}: only one's own, whatever is asked
    static constexpr auto needs = Permission::anyone;
    std::string place;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(OpenDraft, (), (place))
struct DraftView {
    std::string place, content;  // "": there is none
    std::optional<Instant> saved_at;
};
BOOST_DESCRIBE_STRUCT(DraftView, (), (place, content, saved_at))
struct KeepDraft {  // PUT /drafts/{place}: the newest words; empty ones clear it
    static constexpr auto needs = Permission::anyone;
    std::string place, content;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(KeepDraft, (), (place, content))

enum class Doing { viewing, writing, gone };
BOOST_DESCRIBE_ENUM(Doing, viewing, writing, gone)
struct StandAt {  // PUT /presence: said again every few seconds, else forgotten; who else is here comes over the live stream
    static constexpr auto needs = Permission::anyone;
    journal::SubjectKind subject_kind = journal::SubjectKind::complaint;
    std::string subject_id;
    Doing doing = Doing::viewing;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(StandAt, (), (subject_kind, subject_id, doing))
struct Stood {};
BOOST_DESCRIBE_STRUCT(Stood, (), ())

// For the live stream: one row for each person and record. Standing there needed the permission to see it.
struct Standing {
    SiteId site{};
    journal::SubjectKind subject_kind{};
    std::int64_t subject_id = 0;
    StaffId staff{};
    std::string name;
    bool writing = false;
    Instant until_at{};
};
BOOST_DESCRIBE_STRUCT(Standing, (), (site, subject_kind, subject_id, staff, name, writing, until_at))
std::vector<Standing> standing(store::Tx& tx, Instant now);

Result<SavedViews> list_views(work::Reading& reading, const ListViews& query);
Result<ViewChanged> save_view(work::Unit& unit, const SaveView& command);
Result<ViewChanged> remove_view(work::Unit& unit, const RemoveView& command);
Result<DraftView> open_draft(work::Reading& reading, const OpenDraft& query);
Result<DraftView> keep_draft(work::Unit& unit, const KeepDraft& command);
Result<Stood> stand_at(work::Unit& unit, const StandAt& command);

void add_routes(work::Routes& routes);
// Old drafts go when a day begins; those that name an erased person go with the person.
void listen(work::World& world);

}  // namespace huiyin::desk
