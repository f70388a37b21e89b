//! Languages that a company brings itself: a folder for each, read and looked through at the start.

use super::check::{Slip, slips};
use crate::domain::staff::Locale;
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes of one file: all sentences of a language have a tenth of that.
const FILE_LEN_MAX: u64 = 1 << 20;

/// Why languages cannot be read from a folder. In one line.
#[derive(Debug, thiserror::Error)]
pub enum FolderFault {
    /// It cannot be opened.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The folder or the file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A folder in it is not called by a tag.
    #[error("{}: expected a folder named by a language's tag, such as \"fr\" or \"pt-PT\"", path.display())]
    Tag {
        /// The folder.
        path: PathBuf,
    },
    /// A file is larger than all sentences could be.
    #[error("{}: expected at most one megabyte of sentences", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A sentence that could not be said.
    #[error("{}:{}: {}", path.display(), slip.line, slip.problem)]
    Slip {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        slip: Slip,
    },
}

/// The languages of a folder with the texts of their files, both in the order of their names.
pub(super) fn read(folder: &Path) -> Result<Vec<(Locale, Vec<String>)>, FolderFault> {
    let mut languages = Vec::new();
    for path in entries(folder)? {
        if !path.is_dir() {
            continue;
        }
        let tag = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(locale) = Locale::new(tag) else { return Err(FolderFault::Tag { path }) };
        let files = entries(&path)?;
        let files = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "ftl"));
        languages.push((locale, files.map(|path| sentences(path)).collect::<Result<_, _>>()?));
    }
    Ok(languages)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, FolderFault> {
    let unreadable = |source| FolderFault::Unreadable { path: folder.to_owned(), source };
    let found = fs::read_dir(folder).map_err(unreadable)?;
    let mut paths: Vec<PathBuf> =
        found.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(unreadable)?;
    let is_hidden = |path: &PathBuf| {
        path.file_name().and_then(|name| name.to_str()).is_none_or(|name| name.starts_with('.'))
    };
    paths.retain(|path| !is_hidden(path));
    paths.sort();
    Ok(paths)
}

fn sentences(path: &Path) -> Result<String, FolderFault> {
    let unreadable = |source| FolderFault::Unreadable { path: path.to_owned(), source };
    if fs::metadata(path).map_err(unreadable)?.len() > FILE_LEN_MAX {
        return Err(FolderFault::TooLarge { path: path.to_owned() });
    }
    let text = fs::read_to_string(path).map_err(unreadable)?;
    match slips(&text).into_iter().next() {
        Some(slip) => Err(FolderFault::Slip { path: path.to_owned(), slip }),
        None => Ok(text),
    }
}
