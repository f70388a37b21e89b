//! Where values come from: the file's text and the variables of the environment, merged into one tree.
//!
//! A variable that starts with `BALCAO_` but has no `__` is ours only when it is one of the few keys outside a
//! section, or nearly so: container platforms put variables such as `BALCAO_PORT` or `BALCAO_SERVICE_HOST` into the
//! environment of whoever runs beside a service named balcao, and these must not stop the start.

use super::DEFAULT_FILE;
use super::error::{ConfigError, Place};
use super::nearest::nearest;
use ::config as library;
use library::{Map, Value, ValueKind};
use std::collections::BTreeMap;
use std::path::Path;

/// What starts the name of a variable of ours.
const PREFIX: &str = "BALCAO_";
/// Keys outside a section that take a value.
pub(super) const TOP_VALUES: [&str; 6] =
    ["timezone", "locale", "country", "reopen_hours", "rates", "languages"];
/// Sections.
pub(super) const TOP_SECTIONS: [&str; 9] =
    ["opt_out", "privacy", "database", "backup", "server", "telegram", "channel", "team", "staff"];
/// Entries that a variable may address in a list: more channels, teams or people than this are written in a file.
const LIST_INDEX_MAX: usize = 99;

/// The merged tree, and where each value in it came from.
pub(super) struct Sources {
    /// The root table.
    pub(super) root: Value,
    /// The file, there or not.
    file: Place,
    /// Whether everybody on the machine can read it.
    is_for_everybody: bool,
    /// Variables by the key they set.
    variables: BTreeMap<String, String>,
}

/// One variable as a source of its own, so that they are applied in the order of their keys.
#[derive(Debug, Clone)]
struct Variable {
    key: String,
    value: String,
}

impl library::Source for Variable {
    fn clone_into_box(&self) -> Box<dyn library::Source + Send + Sync> {
        Box::new(self.clone())
    }

    fn collect(&self) -> Result<Map<String, Value>, library::ConfigError> {
        let mut map = Map::new();
        map.insert(self.key.clone(), Value::new(None, ValueKind::String(self.value.clone())));
        Ok(map)
    }
}

impl Sources {
    /// Reads the file and takes our variables.
    pub(super) fn gather(
        path: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let (text, file) = read(path)?;
        let about = std::fs::metadata(path.unwrap_or(Path::new(DEFAULT_FILE)));
        let is_for_everybody = about.is_ok_and(|about| is_for_everybody(&about));
        Ok(Self { is_for_everybody, ..Self::merge(text, file, environment)? })
    }

    /// Merges a file's text with our variables.
    pub(super) fn merge(
        text: Option<String>,
        file: Place,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut builder = library::Config::builder();
        if let Some(text) = text {
            builder = builder.add_source(library::File::from_str(&text, library::FileFormat::Toml));
        }
        let variables = variables(environment)?;
        for (key, (_, value)) in &variables {
            builder = builder.add_source(Variable { key: key.clone(), value: value.clone() });
        }
        let root = match builder.build() {
            Ok(built) => built.cache,
            Err(error) => {
                return Err(ConfigError { place: file, key: String::new(), problem: not_toml(&error) });
            }
        };
        let variables = variables.into_iter().map(|(key, (name, _))| (key, name)).collect();
        Ok(Self { root, file, is_for_everybody: false, variables })
    }

    /// Where the value at `key` came from: the variable that set it or the list it stands in, else the file.
    pub(super) fn place(&self, key: &str) -> Place {
        let list = key.strip_suffix(']').and_then(|key| key.rsplit_once('[')).map(|(list, _)| list);
        [Some(key), list]
            .into_iter()
            .flatten()
            .find_map(|key| self.variables.get(key))
            .map_or_else(|| self.file.clone(), |name| Place::Variable(name.clone()))
    }

    /// The file in which the value at `key` stands, if everybody on the machine can read it.
    pub(super) fn open_file(&self, key: &str) -> Option<String> {
        match self.place(key) {
            Place::File(file) if self.is_for_everybody => Some(file),
            Place::File(_) | Place::NoFile(_) | Place::Variable(_) => None,
        }
    }

    /// Whether a variable of the environment set this key.
    pub(super) fn is_variable(&self, key: &str) -> bool {
        self.variables.contains_key(key)
    }

    /// The error that this key is wrong.
    pub(super) fn refuse(&self, key: &str, problem: impl Into<String>) -> ConfigError {
        ConfigError { place: self.place(key), key: key.to_owned(), problem: problem.into() }
    }
}

/// Whether others than the owner and the group of a file may read it.
#[cfg(unix)]
pub(super) fn is_for_everybody(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    about.permissions().mode() & 0o004 != 0
}

#[cfg(not(unix))]
pub(super) const fn is_for_everybody(_about: &std::fs::Metadata) -> bool {
    false
}

/// The name of the variable for a key: `channel[1].api_key` is `BALCAO_CHANNEL__1__API_KEY`.
pub(super) fn variable_name(key: &str) -> String {
    let path = key.replace(['[', '.'], "__").replace(']', "").to_uppercase();
    format!("{PREFIX}{path}")
}

fn read(path: Option<&Path>) -> Result<(Option<String>, Place), ConfigError> {
    let named = path.unwrap_or(Path::new(DEFAULT_FILE));
    let name = named.display().to_string().escape_debug().to_string();
    match std::fs::read_to_string(named) {
        Ok(text) => Ok((Some(text), Place::File(name))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && path.is_none() => {
            Ok((None, Place::NoFile(name)))
        }
        Err(error) => Err(ConfigError {
            place: Place::File(name),
            key: String::new(),
            problem: format!("cannot be read: {error}; expected a TOML file (see balcao.example.toml)"),
        }),
    }
}

/// Our variables: by key, the name and the value.
fn variables(
    environment: impl Iterator<Item = (String, String)>,
) -> Result<BTreeMap<String, (String, String)>, ConfigError> {
    let mut found = BTreeMap::new();
    for (name, value) in environment {
        let Some(path) = name.strip_prefix(PREFIX).map(str::to_lowercase) else { continue };
        if value.is_empty() {
            continue;
        }
        let refuse = |problem: String| ConfigError {
            place: Place::Variable(name.escape_debug().to_string()),
            key: String::new(),
            problem,
        };
        if !path.contains("__") && !TOP_VALUES.contains(&path.as_str()) {
            let known = TOP_VALUES.into_iter().chain(TOP_SECTIONS);
            match nearest(&path, known).filter(|near| TOP_SECTIONS.contains(near) == (*near == path)) {
                Some(near) if near == path => {
                    let problem = "names a section; expected a key of it too, such as";
                    return Err(refuse(format!("{problem} {}__…", variable_name(near))));
                }
                Some(near) => {
                    return Err(refuse(format!("not a known key; did you mean {}?", variable_name(near))));
                }
                None => continue,
            }
        }
        let key = key_of(&path).ok_or_else(|| {
            refuse(format!(
                "not the name of a key; expected one such as {PREFIX}TELEGRAM__TOKEN or {PREFIX}CHANNEL__0__NAME"
            ))
        })?;
        found.insert(key, (name, value));
    }
    Ok(found)
}

/// `channel__1__api_key` as `channel[1].api_key`.
fn key_of(path: &str) -> Option<String> {
    let mut key = String::new();
    for part in path.split("__") {
        let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if part.is_empty() || !part.bytes().all(is_letter) {
            return None;
        }
        let next = match part.parse::<usize>() {
            Ok(index) if index <= LIST_INDEX_MAX && !key.is_empty() => format!("[{index}]"),
            Ok(_out_of_place) => return None,
            Err(_not_an_index) if key.is_empty() => part.to_owned(),
            Err(_not_an_index) => format!(".{part}"),
        };
        key.push_str(&next);
    }
    Some(key)
}

/// The parser's complaint in one line, without the line of the file that it quotes: a secret may stand there.
fn not_toml(error: &library::ConfigError) -> String {
    let library::ConfigError::FileParse { cause, .. } = error else {
        return "cannot be read as TOML".to_owned();
    };
    let told = cause.to_string();
    let quotes =
        |line: &&str| line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').starts_with('|');
    let lines: Vec<&str> =
        told.lines().map(str::trim).filter(|line| !quotes(line) && !line.is_empty()).collect();
    format!("not valid TOML: {}", lines.join("; "))
}
