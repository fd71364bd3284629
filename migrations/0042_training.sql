-- Training (C11): a plan that the director approves, sessions held by it, questions, exams, and the cases one learns from (J10).
create table training_plans (
    id {id},
    site bigint not null,
    kind text not null,
    year integer not null,
    title text not null,
    aim text not null,
    items text not null,
    state text not null,
    proposed_at bigint not null,
    proposed_by bigint not null,
    ruled_at bigint,
    ruled_by bigint,
    ruling text not null,
    version bigint not null
);
create index training_plans_of on training_plans (site, year);

create table training_sessions (
    id {id},
    site bigint not null,
    plan bigint not null,
    course bigint not null,
    place text not null,
    starts_at bigint not null,
    ends_at bigint not null,
    trainer bigint not null,
    state text not null,
    note text not null,
    closed_at bigint,
    created_by bigint not null,
    version bigint not null
);
create index training_sessions_of on training_sessions (site, starts_at);
create index training_sessions_plan on training_sessions (plan);

-- Who was invited or came: signed in with their own account, and confirmed by the trainer.
create table training_attendance (
    session bigint not null,
    staff bigint not null,
    signed_at bigint,
    confirmed_at bigint,
    confirmed_by bigint,
    primary key (session, staff)
) {keyed};
create index training_attendance_of on training_attendance (staff);

create table training_materials (
    id {id},
    session bigint not null,
    name text not null,
    media_type text not null,
    size bigint not null,
    digest text not null,
    added_at bigint not null,
    added_by bigint not null,
    content {blob} not null
);
create index training_materials_of on training_materials (session);

-- A question never changes; another takes its place, so that each paper can be drawn again.
create table questions (
    id {id},
    site bigint not null,
    course bigint not null,
    kind text not null,
    text text not null,
    options text not null,
    answer text not null,
    reference text not null,
    added_at bigint not null,
    added_by bigint not null,
    retired_at bigint,
    retired_by bigint,
    version bigint not null
);
create index questions_of on questions (site, course);

-- By which rule a paper is drawn, and what the practical test asks; the newest counts, an exam keeps its own.
create table paper_rules (
    course {id},
    site bigint not null,
    rule text not null,
    checklist text not null,
    kept_at bigint not null,
    kept_by bigint not null,
    version bigint not null
);

create table exams (
    id {id},
    site bigint not null,
    course bigint not null,
    staff bigint not null,
    session bigint not null,
    attempt integer not null,
    examiner bigint not null,
    state text not null,
    opened_at bigint not null,
    seed text not null,
    rule text not null,
    checklist text not null,
    started_at bigint,
    closes_at bigint,
    submitted_at bigint,
    timed_out smallint not null,
    theory bigint,
    marked_by bigint,
    practical bigint,
    tested_at bigint,
    tested_by bigint,
    confirmed_at bigint,
    confirmed_by bigint,
    ended_at bigint,
    certificate bigint not null,
    reason text not null,
    version bigint not null
);
create unique index exams_once on exams (course, staff, attempt);
create index exams_of_staff on exams (site, staff);
create index exams_in_state on exams (site, state);

create table exam_answers (
    exam bigint not null,
    position integer not null,
    question bigint not null,
    points bigint not null,
    answer text not null,
    awarded bigint,
    primary key (exam, position)
) {keyed};

create table exam_checks (
    exam bigint not null,
    position integer not null,
    text text not null,
    points bigint not null,
    awarded bigint not null,
    note text not null,
    primary key (exam, position)
) {keyed};

-- Closed matters that a case may be drawn from; the words are read, masked, when somebody draws one.
create table case_candidates (
    complaint {id},
    site bigint not null,
    closed_at bigint not null,
    kind text not null
);
create index case_candidates_of on case_candidates (site, closed_at);

create table training_cases (
    id {id},
    site bigint not null,
    kind text not null,
    source bigint not null,
    title text not null,
    situation text not null,
    handling text not null,
    lesson text not null,
    state text not null,
    drafted_at bigint not null,
    drafted_by bigint not null,
    ruled_at bigint,
    ruled_by bigint,
    ruling text not null,
    version bigint not null
);
create index training_cases_of on training_cases (site, state, drafted_at);

-- What an exam came to, as the appraisal heard it: beside the year-end record of that year (A4.3.2).
create table appraisal_exams (
    exam {id},
    site bigint not null,
    employee bigint not null,
    day bigint not null,
    course text not null,
    theory bigint,
    practical bigint,
    passed smallint not null
);
create index appraisal_exams_of on appraisal_exams (employee, day);
