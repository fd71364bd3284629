-- What can be searched, cut into our own tokens. The index holds each entry's place (site, site and kind) as tokens too,
-- so that another site's rows are never walked over. It holds no positions: they double its size, and whether tokens
-- stand together is seen in the words.
create table search_entries (
    id integer primary key,
    site bigint not null,
    what text not null,
    words text not null,
    place text generated always as ('@@' || site || ' @@' || site || what) virtual
);
create virtual table search_index using fts5(
    place, words, content = 'search_entries', content_rowid = 'id', tokenize = "ascii tokenchars '#@^'",
    detail = none, prefix = '1'
);
create trigger search_inserted after insert on search_entries begin
    insert into search_index (rowid, place, words) values (new.id, new.place, new.words);
end;
create trigger search_deleted after delete on search_entries begin
    insert into search_index (search_index, rowid, place, words) values ('delete', old.id, old.place, old.words);
end;
create trigger search_updated after update on search_entries when old.words <> new.words or old.site <> new.site begin
    insert into search_index (search_index, rowid, place, words) values ('delete', old.id, old.place, old.words);
    insert into search_index (rowid, place, words) values (new.id, new.place, new.words);
end;
