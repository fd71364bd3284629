-- A person found to be the same as another: the record stays as a sign that points there.
alter table persons add column merged_into bigint;

-- How somebody wishes to be reached. Minutes of the day, half-open; both 0: at any time.
create table person_preferences (
    person {id},
    site bigint not null,
    channel text not null,
    email text not null,
    language text not null,
    calls_from integer not null,
    calls_until integer not null
);

-- Every yes and every no with its evidence; the newest of a purpose stands.
create table person_consents (
    id {id},
    site bigint not null,
    person bigint not null,
    purpose text not null,
    given smallint not null,
    obtained text not null,
    evidence text not null,
    at bigint not null,
    recorded_by bigint not null
);
create index person_consents_of on person_consents (person, purpose, id);
create index persons_merged on persons (merged_into) where merged_into is not null;

-- A sheet of owners and units between upload and the archive. The cells go as soon as their row is in the archive.
create table customer_imports (
    id {id},
    site bigint not null,
    name text not null,
    headings text not null,
    mapping text not null,
    state text not null,
    row_count integer not null,
    uploaded_at bigint not null,
    uploaded_by bigint not null,
    version bigint not null
);
create index customer_imports_of on customer_imports (site, id);
create table customer_import_rows (
    import bigint not null,
    number integer not null,
    cells text not null,
    room text not null,
    name text not null,
    outcome text not null,
    problems text not null,
    primary key (import, number)
) {keyed};
create index customer_import_rows_by on customer_import_rows (import, outcome, number);
