-- Customers: where they live, who they are, how they are reached, and which role they had when.
create table buildings (
    id {id},
    site bigint not null,
    name text not null,
    version bigint not null,
    unique (site, name)
);

create table entrances (
    id {id},
    site bigint not null,
    building bigint not null,
    name text not null,
    unique (building, name)
);

-- entrance 0: the building has none. room is what people say ("3栋1204"), sort_key puts room 302 before room 1204.
create table units (
    id {id},
    site bigint not null,
    building bigint not null,
    entrance bigint not null,
    number text not null,
    room text not null,
    sort_key text not null,
    area_hundredths bigint not null,
    note text not null,
    version bigint not null,
    unique (building, entrance, number)
);
create index units_in_order on units (site, sort_key, id);
create index units_of_building on units (building, sort_key, id);

-- Every way a room is typed, folded to one form: 1204 · 3-1204 · 3-2-1204.
create table unit_keys (
    site bigint not null,
    room_key text not null,
    unit bigint not null,
    primary key (site, room_key, unit)
) {keyed};
create index unit_keys_of on unit_keys (unit);

create table persons (
    id {id},
    site bigint not null,
    kind text not null,
    name text not null,
    id_number text not null,
    note text not null,
    erased_at bigint,
    version bigint not null
);
create index persons_of_site on persons (site);

-- reversed: the digits backwards, so that a tail is found as a beginning.
create table phones (
    person bigint not null,
    position integer not null,
    site bigint not null,
    display text not null,
    digits text not null,
    reversed text not null,
    primary key (person, position)
) {keyed};
create index phones_by_tail on phones (site, reversed);

-- Days, half-open: a role holds from since up to but not on until_day, null: it still holds.
create table unit_roles (
    unit bigint not null,
    person bigint not null,
    role text not null,
    since bigint not null,
    site bigint not null,
    until_day bigint,
    primary key (unit, person, role, since)
) {keyed};
create index unit_roles_of_person on unit_roles (person);

-- The matters that stand open, as the customers module heard of them, it knows nothing else about them.
create table open_matters (
    matter {id},
    site bigint not null,
    unit bigint not null,
    person bigint not null
);
create index open_matters_of_unit on open_matters (unit);
create index open_matters_of_person on open_matters (person);

-- How often somebody looked at clear personal data on a day: the daily limit counts here, the journal keeps each one.
create table disclosure_counts (
    staff bigint not null,
    day bigint not null,
    disclosures integer not null,
    primary key (staff, day)
) {keyed};
