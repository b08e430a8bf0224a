//! Background work: latest wins, progress, cancel, a panic caught and reported.
