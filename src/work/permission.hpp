// What a person may do. Which post may do what, and how far, is data (organisation: post_permissions).
#pragma once
#include <boost/describe.hpp>
#include <vector>

#include "kernel/ids.hpp"

namespace huiyin::work {

enum class Permission {
    anyone,  // every signed-in person: own profile, own start page
    see_complaints, record_complaints, verify_complaints, report_complaints, hand_over_complaints, refer_complaints,
    decide_complaints, promise_answers, answer_complaints, close_complaints, reopen_complaints, call_back,
    waive_obligations, move_obligations, see_obligations, see_compliance,
    see_customers, edit_customers, reveal_personal_data, erase_personal_data,
    see_organisation, edit_organisation, manage_accounts,
    see_journal, publish_rulebook, confirm_unstated, see_rulebook,
    import_history, backup, move_clock,
    sign_follow_ups, plan_follow_ups, link_complaints, see_boards, review_wording, edit_phrases,
    see_daily_review, sign_daily_review, import_customers, merge_persons, export_personal_data,
    moderate_public_desk, manage_public_desk, manage_notices, share_views,
    score_staff, see_appraisals, edit_criteria, rule_on_appraisals, destroy_records,
    edit_roster, approve_leave, keep_attendance,
    see_quality, review_quality,
    edit_courses, plan_training, approve_training, see_training
};
// One by one: the macro for a whole list ends at 52.
BOOST_DESCRIBE_ENUM_BEGIN(Permission)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, anyone)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, record_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, verify_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, report_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, hand_over_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, refer_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, decide_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, promise_answers)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, answer_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, close_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, reopen_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, call_back)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, waive_obligations)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, move_obligations)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_obligations)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_compliance)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_customers)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, edit_customers)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, reveal_personal_data)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, erase_personal_data)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_organisation)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, edit_organisation)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, manage_accounts)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_journal)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, publish_rulebook)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, confirm_unstated)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_rulebook)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, import_history)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, backup)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, move_clock)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, sign_follow_ups)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, plan_follow_ups)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, link_complaints)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_boards)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, review_wording)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, edit_phrases)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_daily_review)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, sign_daily_review)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, import_customers)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, merge_persons)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, export_personal_data)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, moderate_public_desk)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, manage_public_desk)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, manage_notices)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, share_views)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, score_staff)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_appraisals)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, edit_criteria)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, rule_on_appraisals)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, destroy_records)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, edit_roster)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, approve_leave)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, keep_attendance)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_quality)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, review_quality)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, edit_courses)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, plan_training)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, approve_training)
    BOOST_DESCRIBE_ENUM_ENTRY(Permission, see_training)
BOOST_DESCRIBE_ENUM_END(Permission)

// How far a permission reaches: matters one has a part in, one's department's, one's site's, every site's.
enum class Scope { own, department, site, company };
BOOST_DESCRIBE_ENUM(Scope, own, department, site, company)

enum class Post {
    general_manager, site_director, customer_service_manager, supervisor, service_officer, hotline_operator,
    technician, storekeeper, finance, department_manager, quality_department, system_administrator
};
BOOST_DESCRIBE_ENUM(Post, general_manager, site_director, customer_service_manager, supervisor, service_officer,
                    hotline_operator, technician, storekeeper, finance, department_manager, quality_department,
                    system_administrator)

struct Grant {
    Permission permission = Permission::anyone;
    Scope scope = Scope::own;
    SiteId site{};              // none: every site (posts held at the company)
    DepartmentId department{};
};

}  // namespace huiyin::work
