//! Search over open articles, blind to script, width and vocabulary.
