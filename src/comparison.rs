//! Everything computed about two articles, in one immutable value, built by one function.
