// One row of boxes that stand side by side and grow with their text, cut between lines where a page ends.
#pragma once
#include <memory>
#include <string_view>

#include "paper/compose.hpp"

namespace huiyin::paper {

struct Ink { double r, g, b; };
inline constexpr Ink black{0.08, 0.08, 0.09}, grey{0.36, 0.37, 0.39}, pale{0.955, 0.957, 0.961}, line_ink{0.42, 0.43, 0.45};

struct Style {
    double size = 9.6;
    Ink ink = black;
    PangoAlignment align = PANGO_ALIGN_LEFT;
    double spread = 0;    // between letters, in points
    bool strong = false;  // a stroke around the letters: the faces have no bold of their own
};

// Text broken into lines of a width; drawn from any line to any other.
class Text {
  public:
    Text() = default;
    Text(PangoContext* context, std::string_view text, double width, const Style& style);
    std::size_t lines() const { return lines_.size(); }
    double height(std::size_t from, std::size_t to) const;  // of the lines [from, to)
    double height() const { return height(0, lines()); }
    double width() const;                                   // of the widest line
    std::size_t fitting(std::size_t from, double height) const;  // the line after the last that fits
    void draw(cairo_t* to, double x, double y, std::size_t from, std::size_t until) const;
    void draw(cairo_t* to, double x, double y) const { draw(to, x, y, 0, lines()); }

  private:
    struct Line { PangoLayoutLine* line; double x, top, bottom, baseline, width; };
    std::shared_ptr<PangoLayout> layout_;
    std::vector<Line> lines_;
    Style style_;
};

struct Box {
    double width = 0;
    Text text;
    bool label = false;   // shaded, its text in the middle, said again on the next page
    Text again;           // what a label says there
};

inline constexpr double pad_x = 5.5, pad_y = 3.6;

struct Band {
    std::vector<Box> boxes;
    double least = 0;
    double height() const;
};

void stroke_box(cairo_t* to, double x, double y, double width, double height, bool shaded);

}  // namespace huiyin::paper
