-- How the posts stand to each other when people are appraised (A3, A4.1, A4.3.3): which sheet they are judged by, who may be
-- asked to score and in which order, and from which of those steps on somebody stands above them. 0: scores nobody.
create table post_standing (
    post text not null,
    manages smallint not null,
    scores integer not null,
    scored_from integer not null,
    primary key (post)
) {keyed};
insert into post_standing (post, manages, scores, scored_from) values
    ('general_manager', 1, 4, 4),
    ('site_director', 1, 3, 4),
    ('customer_service_manager', 1, 2, 3),
    ('supervisor', 1, 1, 2),
    ('department_manager', 1, 0, 3),
    ('quality_department', 1, 0, 3),
    ('service_officer', 0, 0, 1),
    ('hotline_operator', 0, 0, 1),
    ('technician', 0, 0, 1),
    ('storekeeper', 0, 0, 1),
    ('finance', 0, 0, 1);
