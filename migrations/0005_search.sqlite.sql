-- What can be searched, cut into our own tokens; a table for each kind keeps the common words of one out of the other's way.
create virtual table search_complaint using fts5(words, site unindexed, tokenize = "unicode61 remove_diacritics 0 tokenchars '#@'");
create virtual table search_person using fts5(words, site unindexed, tokenize = "unicode61 remove_diacritics 0 tokenchars '#@'");
create virtual table search_unit using fts5(words, site unindexed, tokenize = "unicode61 remove_diacritics 0 tokenchars '#@'");
