-- What customers said of us (F3): at closing, in the follow-up call, or by themselves through a link.
create table ratings (
    id {id},
    site bigint not null,
    complaint bigint not null,
    number text not null,
    kind text not null,
    source text not null,
    grade text not null,
    words text not null,
    at bigint not null,
    month bigint not null,
    unit bigint not null,
    building bigint not null,
    category bigint not null,
    department bigint not null,
    staff bigint not null,
    person bigint not null,
    followed_up_at bigint,
    followed_up_by bigint,
    follow_up_words text not null,
    version bigint not null
);
create index ratings_when on ratings (site, at, id);
create index ratings_of_complaint on ratings (complaint);
create index ratings_of_unit on ratings (site, unit, at) where grade = 'dissatisfied';
create index ratings_of_person on ratings (person);

-- Every closed matter is asked about; the link is made when somebody wants to send it, and only its digest is kept.
create table rating_links (
    complaint {id},
    site bigint not null,
    number text not null,
    kind text not null,
    unit bigint not null,
    building bigint not null,
    category bigint not null,
    department bigint not null,
    staff bigint not null,
    person bigint not null,
    asked_at bigint not null,
    expires_at bigint not null,
    link_digest text unique,
    made_at bigint,
    made_by bigint,
    answered_at bigint
);
create index rating_links_of_person on rating_links (person);

-- When a household got in touch: the silence report reads who stopped.
create table household_contacts (
    complaint {id},
    site bigint not null,
    unit bigint not null,
    at bigint not null
);
create index household_contacts_of on household_contacts (site, unit, at);
insert into household_contacts (complaint, site, unit, at)
    select id, site, unit, received_at from complaints where unit is not null;
