-- Matters that belong together: merged, linked, split, reported by more than one household, back again after closing.

-- The matter in whose work this one is settled. Its own number, debts and timeline stay.
alter table complaints add column merged_into bigint;
create index complaints_merged_into on complaints (merged_into) where merged_into is not null;

-- from → to: related, caused_by, duplicate_of, split_from. A removed link stays as a row with its end.
create table complaint_links (
    id {id},
    site bigint not null,
    kind text not null,
    from_complaint bigint not null,
    to_complaint bigint not null,
    made_at bigint not null,
    made_by bigint not null,
    removed_at bigint
);
create index complaint_links_from on complaint_links (from_complaint);
create index complaint_links_to on complaint_links (to_complaint);

-- Households that reported a matter that stood already. Each is told the answer.
create table complaint_reporters (
    id {id},
    site bigint not null,
    complaint bigint not null,
    unit bigint,
    person bigint,
    caller_name text not null,
    caller_phone text not null,
    source text not null,
    text text not null,
    reported_at bigint not null,
    receiver bigint not null,
    told_at bigint,
    told_by bigint
);
create index complaint_reporters_of on complaint_reporters (complaint);
create index complaint_reporters_unit on complaint_reporters (unit, complaint) where unit is not null;
create index complaint_reporters_person on complaint_reporters (person) where person is not null;

-- A matter that came back after it was closed: previous is the one before, chain the first of all.
create table complaint_recurrences (
    complaint {id},
    site bigint not null,
    previous bigint not null,
    chain bigint not null,
    noticed_at bigint not null,
    likeness integer not null,
    verdict text,
    cause text not null,
    measure text not null,
    studied_at bigint,
    studied_by bigint
);
create index complaint_recurrences_chain on complaint_recurrences (site, chain, complaint);
create index complaint_recurrences_previous on complaint_recurrences (previous);

-- Hot spots: what is told again and again is gathered while it is recorded. words is the set of the first matter's words.
create table complaint_gatherings (
    id {id},
    site bigint not null,
    category bigint not null,
    building bigint not null,
    last_at bigint not null,
    words {blob} not null
);
create index complaint_gatherings_of_category on complaint_gatherings (site, category, last_at);
create index complaint_gatherings_of_building on complaint_gatherings (site, building, last_at);
create table complaint_gathered (
    site bigint not null,
    received_at bigint not null,
    complaint bigint not null,
    gathering bigint not null,
    household bigint not null,
    building bigint not null,
    category bigint not null,
    primary key (site, received_at, complaint)
) {keyed};
create index complaint_gathered_of on complaint_gathered (gathering, received_at, complaint);
create index complaint_gathered_place on complaint_gathered (site, building, category, received_at, complaint);
-- What stood before is counted at its place; by its words only what comes from now on is gathered.
insert into complaint_gathered (site, received_at, complaint, gathering, household, building, category)
select c.site, c.received_at, c.id, c.id, coalesce(c.unit, c.person, c.id), coalesce(u.building, 0), c.category
  from complaints c left join units u on u.id = c.unit;

-- How often a word stands in what people say, counted over a part of the matters: rare words tell two matters apart.
create table search_word_counts (
    site bigint not null,
    word text not null,
    count bigint not null,
    primary key (site, word)
) {keyed};
