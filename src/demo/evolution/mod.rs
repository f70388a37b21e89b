//! An embedded Evolution API.
