-- What was raised in a follow-up has a promised time and an answer of its own; a site writes to its customer about both, unless it says no.
alter table notice_letters add column point_promised smallint not null default 1;
alter table notice_letters add column point_answered smallint not null default 1;
