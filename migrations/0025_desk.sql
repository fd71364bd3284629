-- What a person keeps at the desk: ways of looking at a list, half-written words, and who stands at a record just now.
create table desk_views (
    id {id},
    site bigint not null,
    owner bigint not null,
    name text not null,
    shared smallint not null,
    query text not null,
    saved_at bigint not null
);
create index desk_views_of on desk_views (site, owner);

create table desk_drafts (
    site bigint not null,
    staff bigint not null,
    place text not null,
    content text not null,
    saved_at bigint not null,
    primary key (site, staff, place)
) {keyed};

create table desk_presence (
    site bigint not null,
    subject_kind text not null,
    subject_id bigint not null,
    staff bigint not null,
    writing smallint not null,
    until_at bigint not null,
    primary key (site, subject_kind, subject_id, staff)
) {keyed};
