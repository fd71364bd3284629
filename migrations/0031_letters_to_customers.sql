-- Letters to customers: notices with a person. They leave only while that person agrees to the purpose.
alter table notices add column person bigint;
alter table notices add column purpose text;
create index notices_of_person on notices (person, state) where person is not null;

-- On which occasions a site writes to customers.
create table notice_letters (
    site bigint not null,
    received smallint not null,
    promise_moved smallint not null,
    answered smallint not null,
    closed smallint not null,
    rating smallint not null,
    version bigint not null,
    primary key (site)
) {keyed};

-- A link that went out in a letter stands beside the one that a colleague shows: neither ends the other.
alter table rating_links add column letter_digest text;
create unique index rating_links_letter on rating_links (letter_digest) where letter_digest is not null;
create table submission_links (
    digest text not null primary key,
    submission bigint not null,
    made_at bigint not null
) {keyed};
create index submission_links_of on submission_links (submission);
