-- A statistics sheet of the appraisal (A4.7, A5): planned for the site, or made for a department; frozen when it is signed.
create table appraisal_statistics (
    id {id},
    site bigint not null,
    span text not null,
    period bigint not null,
    department bigint not null,
    number integer not null,
    state text not null,
    document text not null,
    digest text not null,
    made_at bigint not null,
    signed_at bigint,
    signed_by bigint,
    version bigint not null
);
create unique index appraisal_statistics_once on appraisal_statistics (site, span, period, department, number);
create index appraisals_of_kind on appraisals (site, kind, period);
