-- Ways out of the house: a mailbox server or a group robot. `sealed` holds the password, or the robot's address and
-- signing secret, sealed with the server's key.
create table notice_channels (
    id {id},
    site bigint not null,
    kind text not null,
    name text not null,
    enabled integer not null,
    language text not null,
    server text not null,
    port integer not null,
    security text not null,
    login text not null,
    sender text not null,
    sender_name text not null,
    sealed text not null,
    last_sent_at bigint,
    last_error text not null,
    version bigint not null
);
create index notice_channels_site on notice_channels (site, id);

-- The outbox, written in the transaction of the event that causes a notice.
create table notices (
    id {id},
    site bigint not null,
    channel bigint not null,
    cause text not null,
    staff bigint,
    recipient text not null,
    language text not null,
    title text not null,
    body text not null,
    urgent integer not null,
    subject_kind text not null,
    subject_id bigint not null,
    state text not null,
    attempts integer not null,
    not_before bigint not null,
    claimed_by text not null,
    made_at bigint not null,
    ended_at bigint,
    why text not null
);
create index notices_waiting on notices (not_before, id) where state = 'waiting';
create index notices_claimed on notices (id) where state = 'claimed';
create index notices_newest on notices (site, state, id);
-- Once per cause and receiver: a cause that is heard twice is not told twice.
create unique index notices_once on notices (site, channel, cause, recipient);

-- When a site is quiet, and how patient it is with a channel that does not answer.
create table notice_rules (
    site bigint not null,
    quiet_from integer not null,
    quiet_until integer not null,
    attempts integer not null,
    first_wait integer not null,
    version bigint not null,
    primary key (site)
) {keyed};

-- Where a colleague wants to be told.
create table notice_staff (
    staff bigint not null,
    mailbox text not null,
    language text not null,
    wanted integer not null,
    version bigint not null,
    primary key (staff)
) {keyed};
