-- New entries are put into the index by the program itself: a statement with a trigger makes FTS5 write out all that is
-- pending before it, so that each record of a group made a segment of its own. Changes and deletions are rare; their
-- triggers stay.
drop trigger search_inserted;
