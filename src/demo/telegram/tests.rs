//! Stories of the server.
