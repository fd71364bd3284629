-- Canned answers: a site's own sentences with fields. Removed ones stay, because journal entries name them.
create table phrases (
    id {id},
    site bigint not null,
    title text not null,
    text text not null,
    category bigint,
    initials text not null,
    removed_at bigint,
    version bigint not null
);
create index phrases_of_site on phrases (site, title);

-- What went out with a forbidden phrase and a reason, for quality review. The words themselves stand only in the journal's
-- personal part, where lawful erasure finds them.
create table wording_reviews (
    id {id},
    site bigint not null,
    event bigint not null,
    subject_kind text not null,
    subject_id bigint not null,
    at bigint not null,
    staff bigint not null,
    state text not null,
    reviewed_at bigint,
    reviewed_by bigint,
    verdict_event bigint,
    version bigint not null
);
create index wording_reviews_of on wording_reviews (site, state, id);
