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
    score_staff, see_appraisals, edit_criteria, rule_on_appraisals, destroy_records
};
BOOST_DESCRIBE_ENUM(Permission, anyone, see_complaints, record_complaints, verify_complaints, report_complaints,
                    hand_over_complaints, refer_complaints, decide_complaints, promise_answers, answer_complaints,
                    close_complaints, reopen_complaints, call_back, waive_obligations, move_obligations, see_obligations,
                    see_compliance, see_customers, edit_customers, reveal_personal_data, erase_personal_data,
                    see_organisation, edit_organisation, manage_accounts, see_journal, publish_rulebook, confirm_unstated,
                    see_rulebook, import_history, backup, move_clock, sign_follow_ups, plan_follow_ups, link_complaints,
                    see_boards, review_wording, edit_phrases, see_daily_review, sign_daily_review, import_customers,
                    merge_persons, export_personal_data, moderate_public_desk, manage_public_desk, manage_notices, share_views, score_staff, see_appraisals,
                    edit_criteria, rule_on_appraisals, destroy_records)

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
