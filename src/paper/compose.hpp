// From a sheet to pages: each page a list of strokes and texts that can be drawn on any surface. Private to the floor.
#pragma once
#include <cairo.h>
#include <pango/pangocairo.h>

#include <functional>

#include "paper/sheet.hpp"

namespace huiyin::paper {

inline constexpr double page_width = 595.276, page_height = 841.890;  // A4 in points

using Page = std::vector<std::function<void(cairo_t*)>>;

std::vector<Page> compose(PangoContext* context, const Sheet& sheet);

}  // namespace huiyin::paper
