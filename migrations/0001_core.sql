-- The journal: append-only and hash-chained per site. Only personal and salt may ever change: to null, by lawful erasure.
create table journal (
    site bigint not null,
    seq bigint not null,
    id bigint not null,
    at bigint not null,
    written_at bigint not null,
    actor bigint not null,
    event text not null,
    subject_kind text not null,
    subject_id bigint not null,
    facts text not null,
    personal text,
    salt text,
    personal_digest text not null,
    rulebook_version text not null,
    hash text not null,
    primary key (site, seq)
) {keyed};
create index journal_subject on journal (subject_kind, subject_id);

-- The end of each chain; its row is the lock that makes a site's entries follow each other on every engine.
create table journal_heads (
    site {id},
    seq bigint not null,
    hash text not null,
    last_id bigint not null
);

-- Who owes what to whom, by when, under which clause, and what proves it.
create table obligations (
    id {id},
    site bigint not null,
    clause text not null,
    part integer not null,
    rulebook_version text not null,
    act text not null,
    subject_kind text not null,
    subject_id bigint not null,
    owing_post text not null,
    owing_role text not null,
    owner bigint,
    department bigint,
    opened_by bigint not null,
    opened_at bigint not null,
    due_at bigint not null,
    first_due_at bigint not null,
    moved integer not null,
    state text not null,
    breached smallint not null,
    ended_at bigint,
    ended_by bigint,
    reason text not null,
    paused_at bigint,
    blocks_closing smallint not null,
    -- why it is due then, frozen when it was opened: event, allowance, days skipped
    basis text not null,
    version bigint not null
);
create index obligations_subject on obligations (subject_id, subject_kind);
create index obligations_open on obligations (site, subject_kind, subject_id, due_at) where state = 'open';
create index obligations_owner on obligations (site, owner, due_at) where state = 'open';

-- Pauses are intervals with reason and actor, never a counter.
create table obligation_pauses (
    obligation bigint not null,
    from_at bigint not null,
    until_at bigint,
    reason text not null,
    primary key (obligation, from_at)
) {keyed};

-- Every move of a due time, with its reason; the first time stays on the obligation.
create table obligation_moves (
    obligation bigint not null,
    at bigint not null,
    position integer not null,
    from_due bigint not null,
    to_due bigint not null,
    reason text not null,
    actor bigint,
    primary key (obligation, position)
) {keyed};

-- One row for each step that will fire: escalations and the breach itself (step -1).
create table timers (
    id {id},
    site bigint not null,
    obligation bigint not null,
    fires_at bigint not null,
    step integer not null,
    addressee text not null,
    fired_at bigint
);
create index timers_waiting on timers (fires_at, id) where fired_at is null;
create index timers_of on timers (obligation);

-- What climbed to whom.
create table alerts (
    id {id},
    site bigint not null,
    obligation bigint not null,
    clause text not null,
    step integer not null,
    to_post text not null,
    to_staff bigint,
    at bigint not null,
    seen_at bigint,
    seen_by bigint
);
create index alerts_unseen on alerts (site, to_post, at) where seen_at is null;
create index alerts_of on alerts (obligation);
