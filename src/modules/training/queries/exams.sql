-- name: question_insert
insert into questions (id, site, course, kind, text, options, answer, reference, added_at, added_by, retired_at, retired_by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, null, null, 1)

-- name: question_find
select id, site, course, kind, text, options, answer, reference, added_at, added_by, retired_at, retired_by, version
  from questions where id = $1 and site = $2

-- name: questions_of_course
select id, site, course, kind, text, options, answer, reference, added_at, added_by, retired_at, retired_by, version
  from questions where site = $1 and course = $2 order by case when retired_at is null then 0 else 1 end, id limit 2000

-- name: question_retire
update questions set retired_at = $2, retired_by = $3, version = version + 1 where id = $1 and version = $4

-- name: question_bank_at
select id, kind from questions
 where site = $1 and course = $2 and id < $3 and (retired_at is null or retired_at > $4) order by id

-- name: paper_rule_find
select course, site, rule, checklist, kept_at, kept_by, version from paper_rules where course = $1 and site = $2

-- name: paper_rule_insert
insert into paper_rules (course, site, rule, checklist, kept_at, kept_by, version) values ($1, $2, $3, $4, $5, $6, 1)

-- name: paper_rule_save
update paper_rules set rule = $2, checklist = $3, kept_at = $4, kept_by = $5, version = version + 1 where course = $1 and version = $6

-- name: exam_insert
insert into exams (id, site, course, staff, session, attempt, examiner, state, opened_at, seed, rule, checklist, started_at, closes_at, submitted_at,
                   timed_out, theory, marked_by, practical, tested_at, tested_by, confirmed_at, confirmed_by, ended_at, certificate, reason, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null, null, null, 0, null, null, null, null, null, null, null, null, 0, '', 1)

-- name: exam_save
update exams set state = $2, seed = $3, rule = $4, checklist = $5, started_at = $6, closes_at = $7, submitted_at = $8, timed_out = $9, theory = $10,
                 marked_by = $11, practical = $12, tested_at = $13, tested_by = $14, confirmed_at = $15, confirmed_by = $16, ended_at = $17,
                 certificate = $18, reason = $19, version = version + 1
 where id = $1 and version = $20

-- name: exam_find
select id, site, course, staff, session, attempt, examiner, state, opened_at, seed, rule, checklist, started_at, closes_at, submitted_at, timed_out,
       theory, marked_by, practical, tested_at, tested_by, confirmed_at, confirmed_by, ended_at, certificate, reason, version
  from exams where id = $1 and site = $2

-- name: exams_of
select id, site, course, staff, session, attempt, examiner, state, opened_at, seed, rule, checklist, started_at, closes_at, submitted_at, timed_out,
       theory, marked_by, practical, tested_at, tested_by, confirmed_at, confirmed_by, ended_at, certificate, reason, version
  from exams where course = $1 and staff = $2 order by attempt

-- name: exams_run_out
select id, site, course, staff, session, attempt, examiner, state, opened_at, seed, rule, checklist, started_at, closes_at, submitted_at, timed_out,
       theory, marked_by, practical, tested_at, tested_by, confirmed_at, confirmed_by, ended_at, certificate, reason, version
  from exams where site = $1 and state = 'taking' and closes_at <= $2 order by id

-- name: exam_of_session
select id from exams where session = $1 and staff = $2 order by id limit 1

-- name: exams_list
-- $2 mine, to_mark or all; $3 whoever asks; $4 a course or 0; $5 = 1: marks for everybody. What waits stands first.
select e.id, e.course, '', e.staff, coalesce(s.name, ''), coalesce(x.name, ''), e.attempt, e.state, e.opened_at, e.theory, e.practical, null, 0
  from exams e left join staff s on s.id = e.staff left join staff x on x.id = e.examiner
 where e.site = $1 and (cast($4 as bigint) = 0 or e.course = $4)
   and (($2 = 'mine' and e.staff = $3)
        or ($2 = 'to_mark' and e.staff <> $3 and (e.examiner = $3 or $5 = 1) and e.state in ('marking', 'testing'))
        or $2 = 'all')
 order by case when e.state in ('passed', 'failed', 'cancelled') then 1 else 0 end, e.opened_at desc, e.id desc limit 300

-- name: exams_mine_open
select count(*) from exams where site = $1 and staff = $2 and state in ('opened', 'taking')

-- name: exams_to_mark
select count(*) from exams where site = $1 and staff <> $2 and (examiner = $2 or $3 = 1) and state in ('marking', 'testing')

-- name: exam_answer_insert
insert into exam_answers (exam, position, question, points, answer, awarded) values ($1, $2, $3, $4, $5, null)

-- name: exam_answers_of
select exam, position, question, points, answer, awarded from exam_answers where exam = $1 order by position

-- name: exam_answer_save
update exam_answers set answer = $3 where exam = $1 and position = $2

-- name: exam_answer_award
update exam_answers set awarded = $3 where exam = $1 and position = $2

-- name: exam_checks_clear
delete from exam_checks where exam = $1

-- name: exam_check_insert
insert into exam_checks (exam, position, text, points, awarded, note) values ($1, $2, $3, $4, $5, $6)

-- name: exam_checks_of
select exam, position, text, points, awarded, note from exam_checks where exam = $1 order by position
