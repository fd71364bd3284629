-- Leave and the roster (C3 值班表).
-- Days that somebody asks to be away. Approved leave is what "absent" means, for the roster, the appraisal and the deputies.
create table leaves (
    id {id},
    site bigint not null,
    staff bigint not null,
    kind text not null,
    from_day bigint not null,
    until_day bigint not null,
    reason text not null,
    deputy bigint,
    state text not null,
    asked_at bigint not null,
    asked_by bigint not null,
    ruled_at bigint,
    ruled_by bigint,
    ruling text not null,
    version bigint not null
);
create index leaves_of on leaves (staff, from_day);
create index leaves_at on leaves (site, state, until_day);

create table shift_kinds (
    id {id},
    site bigint not null,
    name text not null,
    mark text not null,
    start_minute integer not null,
    length_minutes integer not null,
    active smallint not null,
    version bigint not null
);
create unique index shift_kinds_name on shift_kinds (site, name);

create table shift_patterns (
    id {id},
    site bigint not null,
    name text not null,
    cycle text not null,
    version bigint not null
);
create unique index shift_patterns_name on shift_patterns (site, name);

-- So many of a post on a shift, on days of a kind by the calendar of the site.
create table shift_coverage (
    id {id},
    site bigint not null,
    post text not null,
    shift bigint not null,
    day_kind text not null,
    least integer not null,
    version bigint not null
);
create unique index shift_coverage_once on shift_coverage (site, post, shift, day_kind);

create table rosters (
    id {id},
    site bigint not null,
    month bigint not null,
    state text not null,
    published_at bigint,
    published_by bigint,
    version bigint not null
);
create unique index rosters_once on rosters (site, month);

-- Who works which shift; its moments are kept as they were when it was given.
create table roster_shifts (
    site bigint not null,
    staff bigint not null,
    day bigint not null,
    shift bigint not null,
    month bigint not null,
    from_at bigint not null,
    until_at bigint not null,
    primary key (site, staff, day, shift)
) {keyed};
create index roster_shifts_month on roster_shifts (site, month, staff);
create index roster_shifts_when on roster_shifts (site, from_at);

create table shift_swaps (
    id {id},
    site bigint not null,
    asker bigint not null,
    asker_day bigint not null,
    asker_shift bigint not null,
    other bigint not null,
    other_day bigint,
    other_shift bigint,
    reason text not null,
    state text not null,
    asked_at bigint not null,
    answered_at bigint,
    ruled_at bigint,
    ruled_by bigint,
    ruling text not null,
    version bigint not null
);
create index shift_swaps_of on shift_swaps (site, state, asked_at);

-- The address of a person's calendar: only a digest of the secret is kept.
create table calendar_feeds (
    staff bigint not null,
    site bigint not null,
    digest text not null,
    made_at bigint not null,
    primary key (staff, site)
) {keyed};
create unique index calendar_feeds_digest on calendar_feeds (digest);

insert into post_permissions (post, permission, scope) values
    ('supervisor', 'edit_roster', 'site'),
    ('customer_service_manager', 'edit_roster', 'site'),
    ('site_director', 'edit_roster', 'site'),
    ('supervisor', 'approve_leave', 'site'),
    ('customer_service_manager', 'approve_leave', 'site'),
    ('site_director', 'approve_leave', 'site'),
    ('general_manager', 'approve_leave', 'company');
