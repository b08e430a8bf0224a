//! Chart data → one drawing → pixels, PNG, SVG, PDF.
