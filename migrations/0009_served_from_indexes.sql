-- When what is owed next on a matter is due: null if nothing is owed, the end of time while every clock is paused. It is
-- kept with the obligations in the same transaction, so that queues are walked in their order instead of sorted anew.
alter table complaints add column next_due_at bigint;
update complaints
   set next_due_at = (select min(case when o.paused_at is null then o.due_at else 253402300799000 end) from obligations o
                       where o.subject_id = complaints.id and o.subject_kind = 'complaint' and o.state = 'open')
 where id in (select subject_id from obligations where state = 'open' and subject_kind = 'complaint');

-- The columns behind the ones that order an index are there so that filters and counts need no row of the table.
create index complaints_next_due on complaints (site, next_due_at, id, responsible, executor, receiver, department) where next_due_at is not null;
drop index complaints_open;
create index complaints_open on complaints (site, received_at, id, kind, state, category, department, responsible, receiver, executor)
 where state not in ('closed', 'withdrawn');
drop index complaints_category;
create index complaints_category on complaints (site, category, received_at, id, kind, state, department, responsible);
drop index complaints_responsible;
create index complaints_responsible on complaints (site, responsible, received_at, id, kind, state, category, department);
drop index complaints_department;
create index complaints_department on complaints (site, department, received_at, id, kind, state, category, responsible);
create index complaints_kind on complaints (site, kind, received_at, id, state, category, department, responsible);
create index complaints_state on complaints (site, state, received_at, id, kind, category, department, responsible);
create index complaints_receiver on complaints (site, receiver, received_at, id, kind, state, category, department, responsible);
create index complaints_executor on complaints (site, executor, received_at, id, kind, state, category, department, responsible) where executor is not null;

-- Two filters that seldom meet would be walked for long by either.
create index complaints_category_kind on complaints (site, category, kind, received_at, id, state, department, responsible);
create index complaints_category_department on complaints (site, category, department, received_at, id, kind, state, responsible);
create index complaints_category_responsible on complaints (site, category, responsible, received_at, id, kind, state, department);
create index complaints_responsible_department on complaints (site, responsible, department, received_at, id, kind, state, category);
drop index complaints_unit;
create index complaints_unit on complaints (unit, received_at, id, site, kind, state, category, department, responsible) where unit is not null;
drop index complaints_person;
create index complaints_person on complaints (person, received_at, id, site, kind, state, category, department, responsible) where person is not null;

-- What stands open, by when and by act; what one person owes names the matters by itself.
drop index obligations_open;
create index obligations_open on obligations (site, due_at, id, owner, state) where state = 'open';
create index obligations_act on obligations (site, act, due_at, id, owner, subject_kind, state) where state = 'open';
drop index obligations_owner;
create index obligations_owner on obligations (site, owner, due_at, subject_kind, subject_id, state) where state = 'open';
-- The rail of one day holds what was kept too.
create index obligations_day on obligations (site, due_at, id, owner);

-- An alert is over with its obligation, looked at or not: what stands unseen is only what still asks for somebody.
update alerts set seen_at = (select coalesce(o.ended_at, alerts.at) from obligations o where o.id = alerts.obligation)
 where seen_at is null and obligation in (select id from obligations where state <> 'open');
create index alerts_unseen_by_staff on alerts (site, to_staff, at) where seen_at is null;
