//! Stories and properties of the dialogue.
