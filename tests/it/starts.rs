//! Starting.
