-- The last number of each series of each kind of record, e.g. site 1, complaint, "TS20261123". Gap-free: it moves in
-- the transaction that uses it.
create table number_series (
    site bigint not null,
    record text not null,
    series text not null,
    last bigint not null,
    primary key (site, record, series)
) {keyed};
insert into number_series (site, record, series, last) select site, 'complaint', series, last from complaint_numbers;
insert into number_series (site, record, series, last) select site, 'follow_up', series, last from follow_up_numbers;
insert into number_series (site, record, series, last) select site, 'form', series, last from form_numbers;
insert into number_series (site, record, series, last) select site, 'submission', series, last from submission_numbers;
drop table complaint_numbers;
drop table follow_up_numbers;
drop table form_numbers;
drop table submission_numbers;
