-- Who may be put to work (A4.4.4): courses of a site as data, who needs them, and what was passed.
-- until_day: the course has ended from that day on. valid_months 0: a certificate of it never runs out.
create table courses (
    id {id},
    site bigint not null,
    kind text not null,
    title text not null,
    theory smallint not null,
    practical smallint not null,
    pass_mark bigint not null,
    valid_months integer not null,
    from_day bigint not null,
    until_day bigint,
    note text not null,
    kept_at bigint not null,
    kept_by bigint not null,
    version bigint not null
);
create index courses_of on courses (site, from_day);

-- The posts that a pre-post course is for.
create table course_posts (
    course bigint not null,
    post text not null,
    primary key (course, post)
) {keyed};

-- Since when somebody is on the staff of a site (post '') and holds a post there; 0: since before this was kept.
create table post_holdings (
    staff bigint not null,
    site bigint not null,
    post text not null,
    since_day bigint not null,
    primary key (staff, site, post)
) {keyed};

insert into post_holdings (staff, site, post, since_day)
select distinct staff, site, post, 0 from staff_posts where site is not null;
insert into post_holdings (staff, site, post, since_day)
select distinct staff, site, '', 0 from staff_posts where site is not null;

-- One person needs one course. grace_until: when the debt to pass it falls due, of whoever was there before the course.
create table qualifications (
    id {id},
    site bigint not null,
    course bigint not null,
    staff bigint not null,
    state text not null,
    grace_until bigint,
    opened_at bigint not null,
    version bigint not null
);
create unique index qualifications_once on qualifications (course, staff);
create index qualifications_of on qualifications (site, staff);

create table certificates (
    id {id},
    site bigint not null,
    course bigint not null,
    staff bigint not null,
    number text not null,
    issued_day bigint not null,
    expires_day bigint,
    issued_at bigint not null,
    issued_by bigint not null,
    exam bigint not null,
    warned smallint not null,
    revoked_at bigint,
    revoked_by bigint,
    reason text not null,
    version bigint not null
);
create unique index certificates_number on certificates (site, number);
create index certificates_of on certificates (site, staff);
create index certificates_expiring on certificates (site, expires_day);

insert into post_permissions (post, permission, scope) values
    ('customer_service_manager', 'edit_courses', 'site'),
    ('site_director', 'edit_courses', 'site'),
    ('supervisor', 'plan_training', 'site'),
    ('customer_service_manager', 'plan_training', 'site'),
    ('site_director', 'approve_training', 'site'),
    ('general_manager', 'approve_training', 'company'),
    ('supervisor', 'see_training', 'site'),
    ('customer_service_manager', 'see_training', 'site'),
    ('site_director', 'see_training', 'site'),
    ('general_manager', 'see_training', 'company'),
    ('quality_department', 'see_training', 'company');

