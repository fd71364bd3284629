// The case library (J10): what satisfied and what did not, drawn from closed matters without anybody's personal data, and read by
// a second person before anybody learns from it.
#pragma once
#include "training/training.hpp"

namespace huiyin::training {

enum class CaseKind { satisfying, dissatisfying };
BOOST_DESCRIBE_ENUM(CaseKind, satisfying, dissatisfying)
enum class CaseState { draft, published, declined };
BOOST_DESCRIBE_ENUM(CaseState, draft, published, declined)

struct ListCases {  // GET /training-cases: published ones for everybody; drafts for who plans or reviews
    static constexpr auto needs = Permission::anyone;
    std::optional<CaseKind> kind;
};
BOOST_DESCRIBE_STRUCT(ListCases, (), (kind))
struct CaseView {
    CaseId id{};
    CaseKind kind = CaseKind::satisfying;
    std::string title, situation, handling, lesson;
    CaseState state = CaseState::draft;
    std::string drafted_by_name, ruled_by_name, ruling;
    Instant drafted_at{};
    std::optional<Instant> ruled_at;
    bool may_edit = false, may_rule = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CaseView, (), (id, kind, title, situation, handling, lesson, state, drafted_by_name, ruled_by_name, ruling, drafted_at, ruled_at,
                                     may_edit, may_rule, version))
struct CaseCandidate {  // a closed matter that nothing was drawn from yet
    ComplaintId complaint{};
    CaseKind kind = CaseKind::satisfying;
    std::string number, title;
    Instant closed_at{};
};
BOOST_DESCRIBE_STRUCT(CaseCandidate, (), (complaint, kind, number, title, closed_at))
struct CaseList {
    std::vector<CaseView> cases;
    std::vector<CaseCandidate> candidates;
    bool may_draw = false;
};
BOOST_DESCRIBE_STRUCT(CaseList, (), (cases, candidates, may_draw))
struct DrawCase {  // POST /training-cases: the words of the matter, masked
    static constexpr auto needs = Permission::plan_training;
    ComplaintId complaint{};
    CaseKind kind = CaseKind::satisfying;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(DrawCase, (), (complaint, kind))
struct EditCase {  // PUT /training-cases/{id}
    static constexpr auto needs = Permission::plan_training;
    CaseId id{};
    std::int64_t version = 0;
    std::string title, situation, handling, lesson;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(EditCase, (), (id, version, title, situation, handling, lesson))
enum class CaseRuling { publish, decline };
BOOST_DESCRIBE_ENUM(CaseRuling, publish, decline)
struct RuleOnCase {  // POST /training-cases/{id}/ruling: who reviewed it is not who wrote it
    static constexpr auto needs = Permission::edit_courses;
    static constexpr std::array optional_fields = {"reason"};
    CaseId id{};
    std::int64_t version = 0;
    CaseRuling ruling = CaseRuling::publish;
    std::string reason;
    void check(Checks& c) const;
};
BOOST_DESCRIBE_STRUCT(RuleOnCase, (), (id, version, ruling, reason))
struct CaseChanged {
    CaseId id{};
    CaseState state = CaseState::draft;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CaseChanged, (), (id, state, version))

Result<CaseList> list_cases(work::Reading& reading, const ListCases& query);
Result<CaseChanged> draw_case(Unit& unit, const DrawCase& command);
Result<CaseChanged> edit_case(Unit& unit, const EditCase& command);
Result<CaseChanged> rule_on_case(Unit& unit, const RuleOnCase& command);

}  // namespace huiyin::training
