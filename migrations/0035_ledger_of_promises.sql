-- The ledger's figures are read from its index alone: a year of promises is tallied without opening the obligations.
drop index obligations_promises;
create index obligations_promises on obligations (site, due_at, id, owner, department, state, breached, moved)
    where act in ('answer_as_promised', 'answer_point');
