// A form as it is laid out, in one language, with every word and value already chosen: what the press prints on A4 and
// what a page of the web shows. It knows no module.
#pragma once
#include <string>
#include <vector>

#include "kernel/json.hpp"

namespace huiyin::paper {

enum class BlockKind { grid, text, table, signatures };
BOOST_DESCRIBE_ENUM(BlockKind, grid, text, table, signatures)

// How a value stands on the paper: as it is, masked, gone by lawful erasure, or still to be filled in.
enum class Showing { plain, masked, erased, missing };
BOOST_DESCRIBE_ENUM(Showing, plain, masked, erased, missing)

struct Cell {  // a label and its value; of signatures: who signs, and what stands there already
    std::string label, value;
    int span = 1;
    Showing showing = Showing::plain;
};
BOOST_DESCRIBE_STRUCT(Cell, (), (label, value, span, showing))

struct Row { std::vector<std::string> cells; };
BOOST_DESCRIBE_STRUCT(Row, (), (cells))

struct Column {
    std::string label;
    int width = 1;  // a share of the whole
};
BOOST_DESCRIBE_STRUCT(Column, (), (label, width))

struct Block {
    BlockKind kind = BlockKind::grid;
    std::string label;            // of a text box or a table
    int columns = 2;              // of a grid: label and value side by side, so many times
    std::vector<Cell> cells;      // of a grid, or signatures
    std::string text;             // of a text box
    int lines = 1;                // it has at least so many, to write on by hand
    Showing showing = Showing::plain;
    std::vector<Column> heads;    // of a table
    std::vector<Row> rows;
};
BOOST_DESCRIBE_STRUCT(Block, (), (kind, label, columns, cells, text, lines, showing, heads, rows))

struct Sheet {
    std::string language = "zh-Hans";
    std::string organisation, site;
    std::string title;
    std::string number_label, number;
    std::string remark;            // under the title at the right: when it was made and why
    std::vector<Block> blocks;
    std::vector<std::string> foot; // small print under every page, at the left
    std::string code;              // what its QR code says; "" for none
    std::string page_words;        // "第 {page} 页，共 {pages} 页"
    std::string continued;         // "（续）"
    std::string date_line;         // "年　　月　　日"
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (language, organisation, site, title, number_label, number, remark, blocks, foot, code, page_words,
                                  continued, date_line))

}  // namespace huiyin::paper
