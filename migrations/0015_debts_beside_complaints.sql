-- What is owed beside the complaints is found without walking over the complaints' debts.
create index obligations_beside on obligations (site, due_at) where subject_kind <> 'complaint';
