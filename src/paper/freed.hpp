// Hands a C library's object back to it: std::unique_ptr<cairo_t, Freed<cairo_destroy>>.
#pragma once

namespace huiyin::paper {

template <auto free>
struct Freed {
    template <class T>
    void operator()(T* t) const { free(t); }
};

}  // namespace huiyin::paper
