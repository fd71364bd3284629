-- The appraisal by evidence (chapter A).
-- A sheet of criteria for a level and a kind of record, from a day on; never changed once it is proposed (A4.2).
create table criteria_sheets (
    id {id},
    site bigint not null,
    level text not null,
    kind text not null,
    number integer not null,
    state text not null,
    from_day bigint not null,
    items text not null,
    note text not null,
    digest text not null,
    proposed_at bigint not null,
    proposed_by bigint not null,
    ruled_at bigint,
    ruled_by bigint,
    ruling text not null,
    version bigint not null
);
create unique index criteria_sheets_once on criteria_sheets (site, level, kind, number);

-- An inspection, or the appraisal of a month or a year. What is signed stays; a correction is a new row with the same root.
create table appraisals (
    id {id},
    site bigint not null,
    root bigint not null,
    revision integer not null,
    superseded_by bigint,
    kind text not null,
    employee bigint not null,
    scorer bigint,
    level text not null,
    sheet bigint not null,
    period bigint not null,
    state text not null,
    days integer not null,
    days_away integer not null,
    ordinary bigint not null,
    bonus bigint not null,
    bonus_decision text not null,
    score bigint not null,
    summary text not null,
    planned_at bigint not null,
    scored_at bigint,
    scored_by bigint,
    document text,
    digest text not null,
    answered_at bigint,
    remark text not null,
    ruled_at bigint,
    ruled_by bigint,
    ruling text not null,
    version bigint not null
);
create unique index appraisals_once on appraisals (site, kind, employee, period, revision) where kind <> 'spot';
create index appraisals_of_employee on appraisals (employee, period);
create index appraisals_of_scorer on appraisals (site, scorer, state);
create index appraisals_when on appraisals (site, period, id);

-- A deduction: item, points, reason, and what proves it.
create table appraisal_marks (
    id {id},
    appraisal bigint not null,
    position integer not null,
    item integer not null,
    points bigint not null,
    reason text not null,
    punishable smallint not null,
    measure text not null,
    complaint bigint not null,
    photo bigint not null,
    proposal bigint not null
);
create index appraisal_marks_of on appraisal_marks (appraisal, position);

create table appraisal_photos (
    id {id},
    root bigint not null,
    media_type text not null,
    added_at bigint not null,
    added_by bigint not null,
    content {blob} not null
);

-- What happened elsewhere and may count: never by itself. `fact` is why one fact counts once.
create table appraisal_proposals (
    id {id},
    site bigint not null,
    employee bigint not null,
    at bigint not null,
    month bigint not null,
    fact text not null,
    rule text not null,
    item text not null,
    points bigint not null,
    clause text not null,
    act text not null,
    subject_kind text not null,
    subject_id bigint not null,
    state text not null,
    appraisal bigint not null,
    decided_at bigint,
    decided_by bigint,
    reason text not null
);
create unique index appraisal_proposals_once on appraisal_proposals (site, fact);
create index appraisal_proposals_of on appraisal_proposals (employee, month);

-- What follows beside the sheet from punishable conduct (A4.9).
create table disciplinary_records (
    id {id},
    site bigint not null,
    employee bigint not null,
    appraisal bigint not null,
    mark bigint not null,
    measure text not null,
    at bigint not null,
    by_staff bigint not null
);
create index disciplinary_records_of on disciplinary_records (employee, at);

-- The total of a year, signed; a later one replaces it and both stay (A4.6, A4.8).
create table appraisal_years (
    id {id},
    site bigint not null,
    employee bigint not null,
    year integer not null,
    number integer not null,
    total bigint not null,
    excellent smallint not null,
    document text not null,
    digest text not null,
    signed_at bigint not null,
    signed_by bigint not null
);
create unique index appraisal_years_once on appraisal_years (employee, year, number);

insert into post_permissions (post, permission, scope) values
    ('supervisor', 'score_staff', 'site'),
    ('customer_service_manager', 'score_staff', 'site'),
    ('site_director', 'score_staff', 'site'),
    ('general_manager', 'score_staff', 'company'),
    ('customer_service_manager', 'see_appraisals', 'site'),
    ('site_director', 'see_appraisals', 'site'),
    ('general_manager', 'see_appraisals', 'company'),
    ('quality_department', 'see_appraisals', 'company'),
    ('customer_service_manager', 'edit_criteria', 'site'),
    ('quality_department', 'rule_on_appraisals', 'company');
