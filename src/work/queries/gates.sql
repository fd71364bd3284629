-- name: gate_record
insert into gate_checks (id, site, clause, gate, at, actor, subject_kind, subject_id, outcome, refusal)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
