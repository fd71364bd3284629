-- The first answer to each Idempotency-Key. Neither the key nor the answer can be read here: the key stands as a
-- digest, the answer is sealed under the key itself.
create table idempotency_keys (
    key_digest text primary key,
    request_digest text not null,
    status integer not null,
    version bigint not null,
    answer {blob} not null,
    at bigint not null
);
create index idempotency_keys_at on idempotency_keys (at);

-- What the program itself must remember about this database: which clock it was served with.
create table settings (
    name text primary key,
    value text not null
);

-- Who leads where several nodes serve one database. The epoch counts every change of leader, so that one who slept
-- and wakes cannot go on as if nothing had happened.
create table leases (
    name text primary key,
    holder text not null,
    epoch bigint not null,
    until_at bigint not null
);
