-- name: staff_insert
insert into staff (id, site, department, name, folded, initials, active, version)
values ($1, $2, $3, $4, $5, $6, $7, 1)

-- name: staff_save
update staff set site = $2, department = $3, name = $4, folded = $5, initials = $6, active = $7, version = version + 1
 where id = $1 and version = $8

-- name: staff_find
select id, site, department, name, active, version from staff where id = $1

-- name: staff_name
select name from staff where id = $1

-- name: staff_department
select department from staff where id = $1 and department is not null

-- name: staff_at_site
select count(*) from staff s
 where s.id = $1 and s.active = 1
   and (s.site is null or s.site = $2
        or exists (select 1 from staff_posts p where p.staff = s.id and (p.site is null or p.site = $2)))

-- name: staff_list
-- Whoever is at home at the site, holds a post there or belongs to the company. $3 is a folded part of the name,
-- of the initials or of the login, "%" for everybody, $5 = 1 shows those who left as well.
select s.id, s.name, coalesce(a.login, '') as login, s.site, s.department, coalesce(d.name, '') as department_name,
       s.active, case when a.staff is null then 0 else 1 end as has_account, s.initials, s.version
  from staff s
  left join accounts a on a.staff = s.id
  left join departments d on d.id = s.department
 where (s.site = $1 or s.site is null
        or exists (select 1 from staff_posts p where p.staff = s.id and (p.site = $1 or p.site is null)))
   and (cast($2 as bigint) = 0 or s.department = $2)
   and (s.folded like $3 escape '!' or s.initials like $3 escape '!'
        or ($4 = 1 and a.folded like $3 escape '!'))
   and (s.active = 1 or $5 = 1)
 order by s.active desc, s.name, s.id
 limit 500

-- name: staff_posts_of
select post, site, department from staff_posts where staff = $1 order by position

-- name: staff_posts_clear
delete from staff_posts where staff = $1

-- name: staff_posts_add
insert into staff_posts (staff, position, post, site, department) values ($1, $2, $3, $4, $5)

-- name: staff_holding_post
select distinct p.staff from staff_posts p join staff s on s.id = p.staff
 where p.post = $1 and (p.site is null or p.site = $2) and (cast($3 as bigint) = 0 or p.department = $3) and s.active = 1
 order by p.staff

-- name: staff_other_administrators
select count(*) from staff_posts p join staff s on s.id = p.staff join accounts a on a.staff = p.staff
 where p.post = 'system_administrator' and p.site is null and s.active = 1 and p.staff <> $1

-- name: staff_grants
select p.permission, p.scope, sp.site, sp.department
  from staff_posts sp join post_permissions p on p.post = sp.post
 where sp.staff = $1
 order by sp.position, p.permission

-- name: staff_table_of_permissions
select post, permission, scope from post_permissions order by post, permission

-- name: post_standings
select post, manages, scores, scored_from from post_standing order by scores, post

-- name: staff_at_home
select id, department from staff where site = $1 and active = 1 order by id

-- name: staff_posts_at_home
select p.staff, p.post from staff_posts p join staff s on s.id = p.staff where s.site = $1 and s.active = 1 order by p.staff, p.position
