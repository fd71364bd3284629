// Rare characters in a PDF. Cairo embeds whole tables of Noto with a single character of it, half a megabyte; drawn glyph by
// glyph they cost their outlines only, and can still be searched and copied.
#pragma once
#include <pango/pangocairo.h>

namespace huiyin::paper {

// Draws one line at the current point. In a PDF, runs of the fallback font become drawings.
void show_line(cairo_t* to, PangoLayout* layout, PangoLayoutLine* line);

}  // namespace huiyin::paper
