-- name: vip_begin
insert into person_vips (person, site, card, since, named_by) values ($1, $2, $3, $4, $5)

-- name: vip_end
delete from person_vips where person = $1

-- name: vip_count
select count(*) from person_vips where person = $1

-- name: vip_moves
update person_vips set person = $2 where person = $1
