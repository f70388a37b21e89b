//! Stories of the store as a whole.
