-- name: start_page_of_post
select page from post_start_pages where post = $1

-- name: start_page_chosen
select page from staff_start_pages where staff = $1

-- name: start_page_choose
insert into staff_start_pages (staff, page) values ($1, $2) on conflict (staff) do update set page = excluded.page

-- name: start_page_forget
delete from staff_start_pages where staff = $1
