-- Call and reply quality review (J9): what may be drawn, what was drawn by which seed, and how it was scored.
create table quality_candidates (
    complaint bigint primary key,
    site bigint not null,
    number text not null,
    employee bigint not null,
    closed_on bigint not null,
    sample bigint not null,
    drawn smallint not null
);
create index quality_candidates_waiting on quality_candidates (site, sample, closed_on);

create table quality_samples (
    id {id},
    site bigint not null,
    month bigint not null,
    seed text not null,
    size integer not null,
    per_person integer not null,
    candidates text not null,
    items text not null,
    digest text not null,
    drawn_at bigint not null
);
create unique index quality_samples_once on quality_samples (site, month);

create table quality_reviews (
    id {id},
    site bigint not null,
    sample bigint not null,
    place integer not null,
    complaint bigint not null,
    number text not null,
    employee bigint not null,
    closed_on bigint not null,
    scorer text not null,
    state text not null,
    score bigint not null,
    pass_mark bigint not null,
    summary text not null,
    scored_on bigint,
    scored_at bigint,
    scored_by bigint,
    version bigint not null
);
create index quality_reviews_state on quality_reviews (site, state, scored_on);
create index quality_reviews_of on quality_reviews (site, employee);
create index quality_reviews_sample on quality_reviews (sample, place);

create table quality_marks (
    id {id},
    review bigint not null,
    position integer not null,
    item text not null,
    points bigint not null,
    reason text not null
);
create index quality_marks_of on quality_marks (review, position);

insert into post_permissions (post, permission, scope) values
    ('customer_service_manager', 'see_quality', 'site'),
    ('supervisor', 'see_quality', 'site'),
    ('quality_department', 'see_quality', 'company'),
    ('customer_service_manager', 'review_quality', 'site'),
    ('supervisor', 'review_quality', 'site');
