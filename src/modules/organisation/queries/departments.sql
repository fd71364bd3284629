-- name: department_insert
insert into departments (id, site, name, director, service_centre, version) values ($1, $2, $3, $4, $5, 1)

-- name: department_save
update departments set name = $2, director = $3, service_centre = $4, version = version + 1
 where id = $1 and version = $5

-- name: department_find
select id, site, name, director, service_centre, version from departments where id = $1

-- name: departments_of_site
select id, site, name, director, service_centre, version from departments where site = $1 order by id

-- name: department_named
select id from departments where site = $1 and name = $2

-- name: department_centre
select id from departments where site = $1 and service_centre = 1 order by id limit 1
