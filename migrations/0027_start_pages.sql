-- Where a day begins: what suits a post, and what a person chose instead.
create table post_start_pages (
    post text not null,
    page text not null,
    primary key (post)
) {keyed};
insert into post_start_pages (post, page) values
    ('general_manager', 'compliance'),
    ('site_director', 'today'),
    ('customer_service_manager', 'today'),
    ('supervisor', 'today'),
    ('service_officer', 'today'),
    ('hotline_operator', 'today'),
    ('technician', 'own_matters'),
    ('storekeeper', 'own_matters'),
    ('finance', 'own_matters'),
    ('department_manager', 'department'),
    ('quality_department', 'compliance'),
    ('system_administrator', 'organisation');

create table staff_start_pages (
    staff bigint not null,
    page text not null,
    primary key (staff)
) {keyed};
