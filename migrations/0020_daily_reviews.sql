-- Each day that has begun at a site: its row is why it is told once, by whichever server comes first.
create table site_days (
    id {id},
    site bigint not null,
    day bigint not null,
    begun_at bigint not null
);
create unique index site_days_once on site_days (site, day);

-- The supervisor's review of a day (C1). The sheet covers the journal's entries after from_seq; it lives until the day
-- ends or it is signed, then `sheet` keeps it as it was. What is signed is `document`, bound by its digest.
create table daily_reviews (
    id {id},
    site bigint not null,
    day bigint not null,
    state text not null,
    begin_seq bigint not null,
    opened_at bigint not null,
    as_of bigint,
    as_of_seq bigint,
    sheet text,
    document text,
    digest text not null,
    conclusion text not null,
    signed_at bigint,
    signed_by bigint,
    version bigint not null
);
create unique index daily_reviews_once on daily_reviews (site, day);

-- A remark on a line of the sheet, or on the day: a task with owner and due time, done with a result.
create table daily_review_remarks (
    id {id},
    site bigint not null,
    review bigint not null,
    section text not null,
    subject_kind text not null,
    subject_id bigint not null,
    about text not null,
    text text not null,
    owner bigint not null,
    due_at bigint not null,
    given_at bigint not null,
    given_by bigint not null,
    state text not null,
    result text not null,
    done_at bigint,
    done_by bigint,
    version bigint not null
);
create index daily_review_remarks_of on daily_review_remarks (review);

