-- name: exam_heard
insert into appraisal_exams (exam, site, employee, day, course, theory, practical, passed) values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (exam) do nothing

-- name: exams_of_year
select course, day, theory, practical, passed from appraisal_exams where employee = $1 and day >= $2 and day < $3 order by day, exam
