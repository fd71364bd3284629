-- The newest of one kind are walked without those of the others.
drop index search_newest;
create index search_newest on search_entries (site, what, id);
