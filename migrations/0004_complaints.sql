-- Categories are a site's own words; site 0 holds the ones every site starts with.
create table complaint_categories (
    id {id},
    site bigint not null,
    parent bigint,
    name text not null,
    initials text not null,
    department bigint,
    position integer not null
);
create index complaint_categories_site on complaint_categories (site, position);

-- The last number of each series, e.g. site 1, "TS20261123". Gap-free: it moves in the transaction that uses it.
create table complaint_numbers (
    site bigint not null,
    series text not null,
    last bigint not null,
    primary key (site, series)
) {keyed};

create table complaints (
    id {id},
    site bigint not null,
    number text not null,
    kind text not null,
    about text not null,
    source text not null,
    category bigint not null,
    unit bigint,
    person bigint,
    caller_name text not null,
    caller_phone text not null,
    place text not null,
    subject text not null,
    text text not null,
    wants text not null,
    severity text not null,
    importance text not null,
    state text not null,
    receiver bigint not null,
    responsible bigint,
    executor bigint,
    department bigint,
    received_at bigint not null,
    substance text,
    finding text not null,
    cause text not null,
    verified_at bigint,
    decision text not null,
    promised_at bigint,
    first_promised_at bigint,
    promise_what text not null,
    answer text not null,
    answered_at bigint,
    answer_channel text,
    agreement text,
    agreement_reason text not null,
    outcome text not null,
    closed_at bigint,
    closed_by bigint,
    raised_to text,
    hand_overs integer not null,
    reopened integer not null,
    version bigint not null
);
create unique index complaints_number on complaints (site, number);
create index complaints_newest on complaints (site, received_at, id);
create index complaints_open on complaints (site, received_at, id) where state not in ('closed', 'withdrawn');
create index complaints_unit on complaints (unit, received_at, id) where unit is not null;
create index complaints_person on complaints (person, received_at, id) where person is not null;
create index complaints_category on complaints (site, category, received_at, id);
create index complaints_responsible on complaints (site, responsible, received_at, id);
create index complaints_department on complaints (site, department, received_at, id);

create table complaint_attachments (
    id {id},
    site bigint not null,
    complaint bigint not null,
    name text not null,
    media_type text not null,
    size bigint not null,
    digest text not null,
    added_at bigint not null,
    added_by bigint not null,
    content {blob} not null
);
create index complaint_attachments_of on complaint_attachments (complaint);
create index obligations_due on obligations (site, clause, due_at, state, breached, department, paused_at);

-- What was brought in from elsewhere, so that the same row is never brought in twice.
create table complaint_imports (
    site bigint not null,
    source_name text not null,
    external text not null,
    complaint bigint not null,
    primary key (site, source_name, external)
) {keyed};
