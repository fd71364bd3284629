-- Records whose time of keeping has ended (A4.11): a list that is reviewed, and what became of each. Nothing goes by itself.
create table destruction_lists (
    id {id},
    site bigint not null,
    day bigint not null,
    state text not null,
    opened_at bigint not null,
    reviewed_at bigint,
    version bigint not null
);
create unique index destruction_lists_once on destruction_lists (site, day);

create table kept_records (
    id {id},
    list bigint not null,
    site bigint not null,
    kind text not null,
    subject bigint not null,
    employee bigint not null,
    period bigint not null,
    digest text not null,
    signed_at bigint not null,
    keep_until bigint not null,
    state text not null,
    reason text not null,
    decided_at bigint,
    decided_by bigint,
    lifted text not null,
    lifted_at bigint,
    lifted_by bigint,
    version bigint not null
);
create index kept_records_of_list on kept_records (list, id);
create index kept_records_of_subject on kept_records (kind, subject);
create index kept_records_held on kept_records (site, state, id);

alter table forms add column destroyed_at bigint;
alter table appraisal_years add column destroyed_at bigint;
create index appraisals_signed_when on appraisals (site, kind, scored_at);

insert into post_permissions (post, permission, scope) values ('quality_department', 'destroy_records', 'company');
