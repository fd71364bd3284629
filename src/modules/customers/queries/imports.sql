-- name: import_insert
insert into customer_imports (id, site, name, headings, mapping, state, row_count, uploaded_at, uploaded_by, version)
values ($1, $2, $3, $4, $5, 'preview', $6, $7, $8, 1)

-- name: import_find
select i.id, i.name, i.state, i.headings, i.mapping, i.row_count, i.uploaded_at, coalesce(s.name, ''), i.version
  from customer_imports i left join staff s on s.id = i.uploaded_by where i.id = $1 and i.site = $2

-- name: import_list
select i.id, i.name, i.state, i.headings, i.mapping, i.row_count, i.uploaded_at, coalesce(s.name, ''), i.version
  from customer_imports i left join staff s on s.id = i.uploaded_by where i.site = $1 order by i.id desc limit 50

-- name: import_save
update customer_imports set mapping = $2, state = $3, version = version + 1 where id = $1 and version = $4

-- name: import_drop
delete from customer_imports where id = $1

-- name: import_row_insert
insert into customer_import_rows (import, number, cells, room, name, outcome, problems) values ($1, $2, $3, $4, $5, $6, $7)

-- name: import_row_save
update customer_import_rows set cells = $3, room = $4, name = $5, outcome = $6, problems = $7 where import = $1 and number = $2

-- name: import_rows_drop
delete from customer_import_rows where import = $1

-- name: import_rows_all
select number, cells from customer_import_rows where import = $1 and outcome <> 'done' order by number

-- name: import_rows_fine
select number, cells from customer_import_rows where import = $1 and outcome = 'fine' order by number limit $2

-- name: import_rows_clear
update customer_import_rows set cells = '[]' where import = $1

-- name: import_rows_page
select number, room, name, outcome, problems from customer_import_rows
 where import = $1 and number > $2 and (cast($3 as text) is null or outcome = $3) order by number limit $4

-- name: import_counts
select outcome, count(*) from customer_import_rows where import = $1 group by outcome

-- name: import_units
select k.unit from unit_keys k join units u on u.id = k.unit where k.site = $1 and k.room_key = $2 and u.building = $3 order by k.unit limit 2

-- name: import_residents
select p.name, coalesce((select f.display from phones f where f.person = p.id order by f.position limit 1), '')
  from unit_roles r join persons p on p.id = r.person
 where r.unit = $1 and r.since <= $2 + 366 and (r.until_day is null or r.until_day > $2) and p.erased_at is null

-- Sheets that nobody brought in: what was uploaded does not lie about.
-- name: imports_forgotten
select id from customer_imports where state <> 'done' and uploaded_at < $1
