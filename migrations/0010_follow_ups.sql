-- Follow-ups (D9–D14): the call sheet, its attempts, the points raised, its signatures, the yearly plan; and who is a VIP.

-- The last number of each series, e.g. site 1, "HF20261123". Gap-free: it moves in the transaction that uses it.
create table follow_up_numbers (
    site bigint not null,
    series text not null,
    last bigint not null,
    primary key (site, series)
) {keyed};

-- matter_facts: the choices of the matter as its closing told them, repeated by the sheet's own events.
create table follow_ups (
    id {id},
    site bigint not null,
    number text not null,
    reason text not null,
    state text not null,
    complaint bigint,
    unit bigint,
    person bigint,
    customer_name text not null,
    customer_phone text not null,
    matter text not null,
    outcome text not null,
    matter_facts text not null,
    reopened integer not null,
    caller bigint,
    department bigint,
    opened_at bigint not null,
    call_by bigint,
    called_at bigint,
    result text,
    satisfaction text,
    said text not null,
    attempts integer not null,
    slots integer not null,
    points integer not null,
    open_points integer not null,
    signer bigint,
    ready_at bigint,
    signed_at bigint,
    signed_by bigint,
    dissatisfied_rule text,
    salt text not null,
    version bigint not null
);
create unique index follow_ups_number on follow_ups (site, number);
create index follow_ups_of_complaint on follow_ups (complaint, id) where complaint is not null;
create index follow_ups_of_person on follow_ups (person) where person is not null;
create index follow_ups_newest on follow_ups (site, opened_at, id);
create index follow_ups_open on follow_ups (site, opened_at, id) where state = 'open';
create index follow_ups_unsigned on follow_ups (site, ready_at, id) where ready_at is not null and signed_at is null;
create index follow_ups_called on follow_ups (site, called_at, reason, result, satisfaction);

-- An attempt in the same slot of the same day does not count as another (counts = 0).
create table follow_up_attempts (
    id {id},
    site bigint not null,
    sheet bigint not null,
    position integer not null,
    at bigint not null,
    day bigint not null,
    slot text not null,
    counts smallint not null,
    caller bigint not null,
    result text not null,
    note text not null
);
create unique index follow_up_attempts_of on follow_up_attempts (sheet, position);

create table follow_up_points (
    id {id},
    site bigint not null,
    sheet bigint not null,
    position integer not null,
    state text not null,
    text text not null,
    raised_by bigint not null,
    raised_at bigint not null,
    owner bigint,
    department bigint,
    promised_at bigint,
    first_promised_at bigint,
    answer text not null,
    channel text,
    answered_at bigint,
    answered_by bigint,
    complaint bigint,
    version bigint not null
);
create unique index follow_up_points_of on follow_up_points (sheet, position);
create index follow_up_points_open on follow_up_points (site, owner, promised_at) where state = 'open';

-- Every hand that wrote on a sheet: none of them may sign it (D14).
create table follow_up_hands (
    sheet bigint not null,
    staff bigint not null,
    primary key (sheet, staff)
) {keyed};

-- Signatures stay; one that no longer holds says since when and because of what.
create table follow_up_signatures (
    id {id},
    site bigint not null,
    sheet bigint not null,
    digest text not null,
    signed_by bigint not null,
    signed_at bigint not null,
    voided_at bigint,
    voided_by bigint,
    voided_because text not null
);
create index follow_up_signatures_of on follow_up_signatures (sheet, id);

-- The yearly plan (D9): one row for each kind of follow-up in each version; the highest version is in force.
create table follow_up_plans (
    site bigint not null,
    year integer not null,
    version bigint not null,
    reason text not null,
    calls bigint not null,
    rate_hundredths bigint not null,
    satisfied_hundredths bigint not null,
    set_by bigint not null,
    set_at bigint not null,
    remark text not null,
    primary key (site, year, version, reason)
) {keyed};

-- Kept by customers: whom the company calls a VIP, with the card whose number is their archive number (D1.1).
create table person_vips (
    person {id},
    site bigint not null,
    card text not null,
    since bigint not null,
    named_by bigint not null
);

-- The promises among the obligations, for the ledger; and the follow-ups, for their rate.
create index obligations_promises on obligations (site, due_at, id) where act in ('answer_as_promised', 'answer_point');
create index obligations_follow_ups on obligations (site, clause, due_at, id) where act = 'follow_up';
