-- Each time a gate of the handbook was asked: passed with the change it let through, refused beside the change that
-- rolled back. One row for each clause that stands behind the gate.
create table gate_checks (
    id {id},
    site bigint not null,
    clause text not null,
    gate text not null,
    at bigint not null,
    actor bigint not null,
    subject_kind text not null,
    subject_id bigint not null,
    outcome text not null,
    refusal text not null
);
create index gate_checks_of on gate_checks (site, clause, at, id);

-- Figures that the handbook lost or never gave, confirmed by the quality department. The newest one stands.
create table parameter_confirmations (
    id {id},
    clause text not null,
    parameter text not null,
    value text not null,
    reason text not null,
    begins bigint not null,
    confirmed_at bigint not null,
    confirmed_by bigint not null
);
create index parameter_confirmations_of on parameter_confirmations (clause, parameter, id);
