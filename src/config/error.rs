//! What is wrong with a configuration: one line for the person who wrote it.

use std::fmt;

/// Where a value came from, or was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file at this path.
    File(String),
    /// The file at this path, which does not exist.
    NoFile(String),
    /// The environment variable of this name.
    Variable(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(path),
            Self::NoFile(path) => write!(f, "{path} (no such file) and the environment"),
            Self::Variable(name) => f.write_str(name),
        }
    }
}

/// The first thing that is wrong. Shown, it is one line: `place: key: problem`. It never holds a secret's value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {}{problem}", prefix(.key))]
pub struct ConfigError {
    /// Where to look.
    pub place: Place,
    /// The key, such as `channel[1].api_key`; empty when the place as a whole is wrong.
    pub key: String,
    /// What is wrong and what was expected.
    pub problem: String,
}

fn prefix(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("{}: ", key.escape_debug()) }
}
