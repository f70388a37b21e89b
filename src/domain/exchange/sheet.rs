//! Tables: comma, semicolon or tab, with the columns' names in any of our languages or as Google and Outlook write them.
//!
//! What is written is safe to open: a program of tables reads a cell that begins with `=`, `+`, `-`, `@`, a tab or a line
//! break as a formula, so that such a cell gets a `'` in front, which is taken off again when the file is read.

use super::Raw;
use crate::domain::contact::Contact;
use crate::domain::fold::fold;
use crate::domain::phone::Phone;
use crate::domain::profile::Profile;
use csv::{ReaderBuilder, StringRecord, WriterBuilder};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    /// A part of the name, in the order of the columns.
    NamePart,
    Number,
    Email,
    Company,
    Note,
    Tags,
}

/// The names of columns, folded, by what they hold.
fn column(title: &str) -> Option<Column> {
    let title = fold(title);
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|one| !one.is_empty()).collect();
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    // Google's files have a column that says what kind of number or address the next one holds.
    if has(&["label", "type", "tipo"]) && !has(&["labels"]) {
        return None;
    }
    if has(&[
        "telefone", "celular", "fone", "phone", "mobile", "whatsapp", "numero", "number", "telefono",
        "movil", "tel",
    ]) {
        return Some(Column::Number);
    }
    if has(&["email", "mail", "correo"]) {
        return Some(Column::Email);
    }
    if has(&["empresa", "company", "organization", "organizacao", "organizacion"]) {
        let is_name = !has(&["title", "department", "cargo", "departamento"]);
        return is_name.then_some(Column::Company);
    }
    if has(&["nota", "notas", "note", "notes", "observacao", "observacoes", "obs", "observaciones"]) {
        return Some(Column::Note);
    }
    if has(&["etiqueta", "etiquetas", "tag", "tags", "labels"]) {
        return Some(Column::Tags);
    }
    match words.as_slice() {
        ["nome" | "name" | "nombre" | "contato" | "contact" | "contacto"]
        | ["nome" | "nombre", "completo"]
        | ["full" | "display", "name"] => Some(Column::Name),
        ["first" | "given" | "middle" | "last" | "family" | "additional", "name"]
        | ["primeiro" | "ultimo", "nome"]
        | ["sobrenome" | "apellido" | "apellidos"] => Some(Column::NamePart),
        _another => None,
    }
}

/// The sign between cells: the one of which the first line has the most, outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            byte => {
                if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte) {
                    *count += 1;
                }
            }
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b';', |(sign, _)| *sign)
}

/// What the columns of a table without a head hold: the first cell with a number, and the first with letters.
fn guessed(first: &StringRecord) -> Vec<Option<Column>> {
    let is_number = |cell: &str| {
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        digits >= 8 && !cell.chars().any(char::is_alphabetic)
    };
    let mut has_name = false;
    first
        .iter()
        .map(|cell| {
            if is_number(cell) {
                return Some(Column::Number);
            }
            if cell.contains('@') {
                return Some(Column::Email);
            }
            let is_name = !has_name && cell.chars().any(char::is_alphabetic);
            has_name |= is_name;
            is_name.then_some(Column::Name)
        })
        .collect()
}

/// The records of a table.
pub(super) fn records(text: &str) -> impl Iterator<Item = Raw> + Send + use<> {
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(std::io::Cursor::new(text.to_owned()))
        .into_records()
        .filter_map(Result::ok)
        .peekable();
    let head = rows.peek().cloned().unwrap_or_default();
    let named: Vec<Option<Column>> = head.iter().map(column).collect();
    let has_head = named.contains(&Some(Column::Number)) && !guessed(&head).contains(&Some(Column::Number));
    let columns = if has_head { named } else { guessed(&head) };
    rows.skip(usize::from(has_head)).map(move |row| raw_of(&columns, &row))
}

fn raw_of(columns: &[Option<Column>], row: &StringRecord) -> Raw {
    let mut raw = Raw::default();
    let mut parts: Vec<&str> = Vec::new();
    for (column, cell) in columns.iter().zip(row) {
        let cell = unguarded(cell.trim());
        if cell.is_empty() {
            continue;
        }
        match column {
            Some(Column::Name) => cell.clone_into(&mut raw.name),
            Some(Column::NamePart) => parts.push(cell),
            // Google puts several into one cell.
            Some(Column::Number) => {
                raw.numbers.extend(cell.split(":::").map(|one| unguarded(one.trim()).to_owned()));
            }
            Some(Column::Email) if raw.email.is_empty() => {
                cell.split(":::").next().unwrap_or_default().trim().clone_into(&mut raw.email);
            }
            Some(Column::Company) if raw.company.is_empty() => cell.clone_into(&mut raw.company),
            Some(Column::Note) if raw.note.is_empty() => cell.clone_into(&mut raw.note),
            Some(Column::Tags) => raw.tags.extend(tags_in(cell)),
            Some(Column::Email | Column::Company | Column::Note) | None => {}
        }
    }
    if raw.name.is_empty() {
        raw.name = parts.join(" ");
    }
    raw
}

/// Tags in one cell; Google's own groups are none.
fn tags_in(cell: &str) -> Vec<String> {
    cell.split([',', '|'])
        .flat_map(|part| part.split(":::"))
        .map(|tag| unguarded(tag.trim()).to_owned())
        .filter(|tag| !tag.is_empty() && !tag.starts_with('*'))
        .collect()
}

/// A cell without the sign that keeps it from being read as a formula.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if wants_guard(rest) => rest,
        Some(_) | None => cell,
    }
}

/// Whether it is a formula, or would be one behind the signs that stand before it already.
fn wants_guard(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    is_formula(bare) || is_formula(bare.trim_start_matches([' ', '\u{a0}']))
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A cell that no program reads as a formula.
fn guarded(cell: &str) -> String {
    if wants_guard(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// One line, with its end.
fn line<'c>(cells: impl IntoIterator<Item = &'c str>, delimiter: u8) -> Vec<u8> {
    // Every cell in quotes: whatever separator a program takes for the right one, it divides no cell into two.
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let cells: Vec<String> = cells.into_iter().map(guarded).collect();
    // Into memory: there is nothing that could fail.
    if writer.write_record(&cells).is_err() {
        return Vec::new();
    }
    writer.into_inner().unwrap_or_default()
}

/// Seen first by programs that would otherwise not read UTF-8.
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// The names of the columns in our file, with the mark of UTF-8 before them: name, number, e-mail, company, note, tags.
pub fn sheet_head(titles: [&str; 6], delimiter: u8) -> Vec<u8> {
    [MARK.to_vec(), line(titles, delimiter)].concat()
}

/// A contact as a line of our file.
pub fn sheet_row(contact: &Contact, profile: &Profile, delimiter: u8) -> Vec<u8> {
    let number = contact.phone.as_ref().map(Phone::display).unwrap_or_default();
    let tags: Vec<&str> = profile.tags.iter().map(|tag| tag.name.as_str()).collect();
    let details = &profile.details;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let cells = [
        text(&contact.name),
        number,
        text(&details.email),
        text(&details.company),
        text(&details.note),
        tags.join(", "),
    ];
    line(cells.iter().map(String::as_str), delimiter)
}

/// The names of the columns in the file of what is wrong: ours, and the reason.
pub fn faults_head(titles: [&str; 6], reason: &str, delimiter: u8) -> Vec<u8> {
    [MARK.to_vec(), line(titles.into_iter().chain([reason]), delimiter)].concat()
}

/// A record that is wrong, with the reason.
pub fn faults_row(raw: &Raw, reason: &str, delimiter: u8) -> Vec<u8> {
    let (numbers, tags) = (raw.numbers.join(":::"), raw.tags.join(", "));
    let cells = [&raw.name, &numbers, &raw.email, &raw.company, &raw.note, &tags].map(String::as_str);
    line(cells.into_iter().chain([reason]), delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_cell_is_a_formula_and_each_reads_back(cell in "[-=+@'\\t ]{0,3}\\PC{0,12}") {
            let safe = guarded(&cell);
            prop_assert!(!is_formula(&safe), "{:?}", safe);
            prop_assert_eq!(unguarded(&safe), cell.as_str());
        }
    }

    #[test]
    fn no_separator_divides_a_cell_into_two() {
        for (written, read) in [(b';', b','), (b',', b';'), (b',', b'\t')] {
            let name = format!("Ana{}=1+1{0}", char::from(read));
            let row = line([name.as_str(), "x"], written);
            let mut reader =
                ReaderBuilder::new().delimiter(read).has_headers(false).flexible(true).from_reader(&*row);
            let cells: Vec<_> = reader
                .records()
                .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
                .collect();
            assert!(!cells.iter().any(|cell| is_formula(cell)), "{cells:?}");
        }
    }
}
