-- Who we are: company, sites, departments, staff, the posts they hold, who stands in for whom, accounts and sessions.
create table company (
    id {id},
    name text not null,
    greeting text not null,
    version bigint not null
);

create table sites (
    id {id},
    name text not null unique,
    short_name text not null,
    zone_offset_minutes integer not null,
    week text not null,
    version bigint not null
);

create table departments (
    id {id},
    site bigint not null,
    name text not null,
    director bigint,
    service_centre smallint not null,
    version bigint not null,
    unique (site, name)
);

-- site: where somebody is at home, null for those who belong to the company. folded: the name as it is searched.
create table staff (
    id {id},
    site bigint,
    department bigint,
    name text not null,
    folded text not null,
    initials text not null,
    active smallint not null,
    version bigint not null
);
create index staff_of_site on staff (site, active);

-- A post without a site is held at the company and reaches every site.
create table staff_posts (
    staff bigint not null,
    position integer not null,
    post text not null,
    site bigint,
    department bigint,
    primary key (staff, position)
) {keyed};
create index staff_posts_at on staff_posts (post, site);

-- While from_at <= now < until_at the deputy does what the absent person would do.
create table deputies (
    id {id},
    staff bigint not null,
    deputy bigint not null,
    from_at bigint not null,
    until_at bigint not null,
    reason text not null
);
create index deputies_of on deputies (staff, until_at);
create index deputies_by on deputies (deputy, until_at);

-- valid_until: a one-time password that nobody used in time stops working.
create table accounts (
    staff {id},
    login text not null,
    folded text not null unique,
    password_hash text not null,
    must_change smallint not null,
    valid_until bigint,
    changed_at bigint not null
);

-- Only a digest of the token is kept: who reads the database cannot sign in with it.
create table sessions (
    token_digest text not null,
    staff bigint not null,
    started_at bigint not null,
    last_seen_at bigint not null,
    primary key (token_digest)
) {keyed};
create index sessions_of on sessions (staff);

-- Which post may do what, and how far. A missing row means no.
create table post_permissions (
    post text not null,
    permission text not null,
    scope text not null,
    primary key (post, permission)
) {keyed};
insert into post_permissions (post, permission, scope) values
    -- general_manager
    ('general_manager', 'see_complaints', 'company'),
    ('general_manager', 'see_obligations', 'company'),
    ('general_manager', 'see_compliance', 'company'),
    ('general_manager', 'see_customers', 'company'),
    ('general_manager', 'see_organisation', 'company'),
    ('general_manager', 'see_journal', 'company'),
    ('general_manager', 'see_rulebook', 'company'),
    -- site_director
    ('site_director', 'see_complaints', 'site'),
    ('site_director', 'record_complaints', 'site'),
    ('site_director', 'verify_complaints', 'site'),
    ('site_director', 'report_complaints', 'site'),
    ('site_director', 'hand_over_complaints', 'site'),
    ('site_director', 'refer_complaints', 'site'),
    ('site_director', 'promise_answers', 'site'),
    ('site_director', 'answer_complaints', 'site'),
    ('site_director', 'close_complaints', 'site'),
    ('site_director', 'reopen_complaints', 'site'),
    ('site_director', 'call_back', 'site'),
    ('site_director', 'decide_complaints', 'site'),
    ('site_director', 'waive_obligations', 'site'),
    ('site_director', 'move_obligations', 'site'),
    ('site_director', 'see_obligations', 'site'),
    ('site_director', 'see_compliance', 'site'),
    ('site_director', 'see_customers', 'site'),
    ('site_director', 'edit_customers', 'site'),
    ('site_director', 'reveal_personal_data', 'site'),
    ('site_director', 'see_organisation', 'site'),
    ('site_director', 'see_journal', 'site'),
    ('site_director', 'see_rulebook', 'site'),
    -- customer_service_manager
    ('customer_service_manager', 'see_complaints', 'site'),
    ('customer_service_manager', 'record_complaints', 'site'),
    ('customer_service_manager', 'verify_complaints', 'site'),
    ('customer_service_manager', 'report_complaints', 'site'),
    ('customer_service_manager', 'hand_over_complaints', 'site'),
    ('customer_service_manager', 'refer_complaints', 'site'),
    ('customer_service_manager', 'promise_answers', 'site'),
    ('customer_service_manager', 'answer_complaints', 'site'),
    ('customer_service_manager', 'close_complaints', 'site'),
    ('customer_service_manager', 'reopen_complaints', 'site'),
    ('customer_service_manager', 'call_back', 'site'),
    ('customer_service_manager', 'decide_complaints', 'site'),
    ('customer_service_manager', 'waive_obligations', 'site'),
    ('customer_service_manager', 'move_obligations', 'site'),
    ('customer_service_manager', 'see_obligations', 'site'),
    ('customer_service_manager', 'see_compliance', 'site'),
    ('customer_service_manager', 'see_customers', 'site'),
    ('customer_service_manager', 'edit_customers', 'site'),
    ('customer_service_manager', 'reveal_personal_data', 'site'),
    ('customer_service_manager', 'see_organisation', 'site'),
    ('customer_service_manager', 'see_journal', 'site'),
    ('customer_service_manager', 'see_rulebook', 'site'),
    ('customer_service_manager', 'erase_personal_data', 'site'),
    -- supervisor
    ('supervisor', 'see_complaints', 'site'),
    ('supervisor', 'record_complaints', 'site'),
    ('supervisor', 'verify_complaints', 'site'),
    ('supervisor', 'report_complaints', 'site'),
    ('supervisor', 'hand_over_complaints', 'site'),
    ('supervisor', 'refer_complaints', 'site'),
    ('supervisor', 'promise_answers', 'site'),
    ('supervisor', 'answer_complaints', 'site'),
    ('supervisor', 'close_complaints', 'site'),
    ('supervisor', 'reopen_complaints', 'site'),
    ('supervisor', 'call_back', 'site'),
    ('supervisor', 'see_obligations', 'site'),
    ('supervisor', 'see_customers', 'site'),
    ('supervisor', 'edit_customers', 'site'),
    ('supervisor', 'reveal_personal_data', 'site'),
    ('supervisor', 'see_organisation', 'site'),
    ('supervisor', 'see_rulebook', 'site'),
    ('supervisor', 'see_compliance', 'department'),
    -- service_officer
    ('service_officer', 'see_complaints', 'site'),
    ('service_officer', 'record_complaints', 'site'),
    ('service_officer', 'verify_complaints', 'site'),
    ('service_officer', 'report_complaints', 'site'),
    ('service_officer', 'hand_over_complaints', 'site'),
    ('service_officer', 'refer_complaints', 'site'),
    ('service_officer', 'promise_answers', 'site'),
    ('service_officer', 'answer_complaints', 'site'),
    ('service_officer', 'close_complaints', 'site'),
    ('service_officer', 'reopen_complaints', 'site'),
    ('service_officer', 'call_back', 'site'),
    ('service_officer', 'see_obligations', 'site'),
    ('service_officer', 'see_customers', 'site'),
    ('service_officer', 'edit_customers', 'site'),
    ('service_officer', 'reveal_personal_data', 'site'),
    ('service_officer', 'see_rulebook', 'site'),
    -- hotline_operator
    ('hotline_operator', 'see_complaints', 'site'),
    ('hotline_operator', 'record_complaints', 'site'),
    ('hotline_operator', 'verify_complaints', 'site'),
    ('hotline_operator', 'report_complaints', 'site'),
    ('hotline_operator', 'hand_over_complaints', 'site'),
    ('hotline_operator', 'refer_complaints', 'site'),
    ('hotline_operator', 'promise_answers', 'site'),
    ('hotline_operator', 'answer_complaints', 'site'),
    ('hotline_operator', 'close_complaints', 'site'),
    ('hotline_operator', 'reopen_complaints', 'site'),
    ('hotline_operator', 'call_back', 'site'),
    ('hotline_operator', 'see_obligations', 'site'),
    ('hotline_operator', 'see_customers', 'site'),
    ('hotline_operator', 'edit_customers', 'site'),
    ('hotline_operator', 'reveal_personal_data', 'site'),
    ('hotline_operator', 'see_rulebook', 'site'),
    -- technician
    ('technician', 'see_complaints', 'own'),
    ('technician', 'record_complaints', 'own'),
    ('technician', 'verify_complaints', 'own'),
    ('technician', 'see_obligations', 'own'),
    ('technician', 'see_rulebook', 'site'),
    -- storekeeper
    ('storekeeper', 'see_complaints', 'own'),
    ('storekeeper', 'see_obligations', 'own'),
    ('storekeeper', 'see_rulebook', 'site'),
    -- finance
    ('finance', 'see_complaints', 'own'),
    ('finance', 'see_obligations', 'own'),
    ('finance', 'see_rulebook', 'site'),
    -- department_manager
    ('department_manager', 'see_complaints', 'department'),
    ('department_manager', 'record_complaints', 'department'),
    ('department_manager', 'verify_complaints', 'department'),
    ('department_manager', 'report_complaints', 'department'),
    ('department_manager', 'hand_over_complaints', 'department'),
    ('department_manager', 'answer_complaints', 'department'),
    ('department_manager', 'see_obligations', 'department'),
    ('department_manager', 'see_rulebook', 'site'),
    -- quality_department
    ('quality_department', 'see_complaints', 'company'),
    ('quality_department', 'waive_obligations', 'company'),
    ('quality_department', 'see_obligations', 'company'),
    ('quality_department', 'see_compliance', 'company'),
    ('quality_department', 'see_customers', 'company'),
    ('quality_department', 'see_organisation', 'company'),
    ('quality_department', 'see_journal', 'company'),
    ('quality_department', 'publish_rulebook', 'company'),
    ('quality_department', 'confirm_unstated', 'company'),
    ('quality_department', 'see_rulebook', 'company'),
    -- system_administrator
    ('system_administrator', 'see_organisation', 'company'),
    ('system_administrator', 'edit_organisation', 'company'),
    ('system_administrator', 'manage_accounts', 'company'),
    ('system_administrator', 'erase_personal_data', 'company'),
    ('system_administrator', 'import_history', 'company'),
    ('system_administrator', 'backup', 'company'),
    ('system_administrator', 'move_clock', 'company'),
    ('system_administrator', 'see_rulebook', 'company');
