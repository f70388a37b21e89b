//! Files: of contacts, of prices, of sentences, and the configuration.

use crate::config::Config;
use crate::domain::contact::Contact;
use crate::domain::cost::RateTable;
use crate::domain::exchange::{Entry, Format, card, read, sheet_head, sheet_row};
use crate::domain::profile::{Profile, Tag, TagId};
use crate::i18n;

/// A table or cards: what is put on file comes out of our own files as it went in, and no cell is a formula.
pub(super) fn contact_file(data: &[u8]) {
    for format in [Format::Csv, Format::Vcard] {
        for raw in read(format, data).take(8) {
            let Ok(entry) = raw.read("BR") else { continue };
            round(&entry);
        }
    }
}

fn round(entry: &Entry) {
    let Ok(id) = "0190a5c4-0000-7000-8000-000000000001".parse() else { return };
    let contact = Contact {
        id,
        name: entry.name.clone(),
        phone: Some(entry.phone.clone()),
        addresses: Vec::new(),
        active_at: chrono::DateTime::UNIX_EPOCH,
    };
    let mut profile = Profile { details: entry.details.clone(), ..Profile::default() };
    profile.tags = entry.tags.iter().map(|name| Tag { id: TagId(1), name: name.clone() }).collect();
    let row = sheet_row(&contact, &profile, b';');
    for cell in String::from_utf8_lossy(&row).trim_end_matches("\r\n").split(';') {
        let bare = cell.trim_start_matches('"');
        // A cell with the sign in it is cut here though it is one: its pieces stand in quotes.
        let is_formula = bare.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!is_formula || row.contains(&b'"'), "{cell:?}");
    }
    let head = sheet_head(["nome", "número", "e-mail", "empresa", "nota", "etiquetas"], b';');
    for (format, bytes) in [(Format::Csv, [head, row].concat()), (Format::Vcard, card(&contact, &profile))] {
        let all: Vec<_> = read(format, &bytes).collect();
        assert_eq!(all.len(), 1, "{format:?}: {}", String::from_utf8_lossy(&bytes));
        let again = all.first().and_then(|raw| raw.read("BR").ok());
        assert_eq!(again.as_ref().map(|one| &one.phone), Some(&entry.phone), "{format:?}");
    }
}

/// A table of prices: looked through and added alike.
pub(super) fn rates(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let looked = RateTable::look_through(text);
    let added = RateTable::default().add_csv(text);
    assert_eq!(looked.is_ok(), added.is_ok());
    for mistake in looked.err().unwrap_or_default() {
        assert!(!mistake.to_string().contains('\n'), "{mistake}");
    }
}

/// The configuration: read, or refused in one line.
pub(super) fn configuration(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    // What is in files of this machine is not what is tried here.
    if ["_file", "languages"].iter().any(|word| text.contains(word)) || text.contains('\\') {
        return;
    }
    if let Err(error) = Config::read(text) {
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}

/// A file of sentences: what is not refused can be said, and Telegram takes it.
pub(super) fn language(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for said in i18n::fuzz::sentences(text) {
        assert!(said.is_ok(), "{said:?}");
        if let Ok(said) = &said {
            super::assert_telegram_takes(said);
        }
    }
}
