//! A comparison with one coder's decisions over it: what panels, charts and exports read.
