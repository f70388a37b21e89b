//! The HTML of `parse_mode=HTML`: parsed as the real server does, tag by tag, with its refusals; and written again
//! from text and entities, for the page, with everything escaped that is not ours.

use super::markup::{Entity, Formatted};

/// An open tag.
struct Open {
    tag: String,
    /// Absent for a tag that makes no entity of its own.
    entity: Option<Entity>,
    at: usize,
}

/// Parses a text; the error is what the real server says after `can't parse entities: `.
pub(super) fn parse(text: &str) -> Result<Formatted, String> {
    let mut reader =
        Reader { text, at: 0, plain: String::with_capacity(text.len()), units: 0, open: Vec::new() };
    let mut entities = Vec::new();
    while let Some(next) = reader.rest().chars().next() {
        match next {
            '<' if reader.rest().starts_with("</") => entities.extend(reader.close()?),
            '<' => reader.open()?,
            '&' => reader.character(),
            other => {
                reader.at += other.len_utf8();
                reader.push(other);
            }
        }
    }
    if let Some(open) = reader.open.last() {
        return Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag));
    }
    entities.retain(|entity: &Entity| entity.length > 0);
    entities.sort_by(|a, b| a.offset.cmp(&b.offset).then(b.length.cmp(&a.length)));
    Ok(Formatted { plain: reader.plain, entities })
}

struct Reader<'a> {
    text: &'a str,
    /// Bytes read.
    at: usize,
    plain: String,
    /// UTF-16 code units of `plain`.
    units: usize,
    open: Vec<Open>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, character: char) {
        self.units += character.len_utf16();
        self.plain.push(character);
    }

    /// `&lt;`, `&#60;` and their like; what is none of them stays as it is.
    fn character(&mut self) {
        let rest = self.rest();
        let decoded = rest.find(';').filter(|end| *end <= 10).and_then(|end| {
            let name = rest.get(1..end)?;
            decode(name).map(|character| (character, end + 1))
        });
        let (character, len) = decoded.unwrap_or(('&', 1));
        self.at += len;
        self.push(character);
    }

    fn close(&mut self) -> Result<Option<Entity>, String> {
        let begin = self.at;
        let Some(end) = self.rest().find('>') else {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        };
        let name = self.rest().get(2..end).unwrap_or_default().trim().to_ascii_lowercase();
        self.at += end + 1;
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        if !name.is_empty() && name != open.tag {
            let expected = open.tag;
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", found \"</{name}>\""
            ));
        }
        let Some(mut entity) = open.entity else { return Ok(None) };
        entity.offset = open.at;
        entity.length = self.units - open.at;
        if entity.kind == "text_link" && entity.url.is_none() {
            let address = self.plain.get(self.byte_at(open.at)..).unwrap_or_default().to_owned();
            if !super::rules::is_address(&address) {
                return Ok(None);
            }
            entity.url = Some(address);
        }
        Ok(Some(entity))
    }

    /// The byte of `plain` at which a UTF-16 code unit stands.
    fn byte_at(&self, unit: usize) -> usize {
        byte_at(&self.plain, unit)
    }

    fn open(&mut self) -> Result<(), String> {
        let begin = self.at;
        let Some(end) = tag_end(self.rest()) else {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        };
        let inside = self.rest().get(1..end).unwrap_or_default();
        self.at += end + 1;
        let name_end = inside.find(char::is_whitespace).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(name_end);
        let tag = name.to_ascii_lowercase();
        let attributes = read_attributes(attributes);
        let find = |name: &str| attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
        let entity = |kind: &str| Some(Entity { kind: kind.to_owned(), ..Entity::default() });
        let entity = match tag.as_str() {
            "b" | "strong" => entity("bold"),
            "i" | "em" => entity("italic"),
            "u" | "ins" => entity("underline"),
            "s" | "strike" | "del" => entity("strikethrough"),
            "tg-spoiler" => entity("spoiler"),
            "span" if find("class").as_deref() == Some("tg-spoiler") => entity("spoiler"),
            "span" => {
                return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
            }
            "blockquote" if find("expandable").is_some() => entity("expandable_blockquote"),
            "blockquote" => entity("blockquote"),
            "a" => Some(Entity { kind: "text_link".to_owned(), url: find("href"), ..Entity::default() }),
            "tg-emoji" => {
                let Some(id) = find("emoji-id") else {
                    return Err(format!("Custom emoji entity must have an emoji-id at byte offset {begin}"));
                };
                Some(Entity {
                    kind: "custom_emoji".to_owned(),
                    custom_emoji_id: Some(id),
                    ..Entity::default()
                })
            }
            "pre" => entity("pre"),
            "code" => self.open_code(find("class")),
            other => {
                return Err(format!("Unsupported start tag \"{other}\" at byte offset {begin}"));
            }
        };
        self.open.push(Open { tag, entity, at: self.units });
        Ok(())
    }

    /// `code` directly in `pre` names the language and is no entity of its own.
    fn open_code(&mut self, class: Option<String>) -> Option<Entity> {
        let language = class.and_then(|class| class.strip_prefix("language-").map(str::to_owned));
        let units = self.units;
        if let (Some(language), Some(Open { entity: Some(pre), at, .. })) = (language, self.open.last_mut())
            && pre.kind == "pre"
            && *at == units
        {
            pre.language = Some(language);
            return None;
        }
        Some(Entity { kind: "code".to_owned(), ..Entity::default() })
    }
}

/// Where a start tag ends: at the first `>` outside quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _inside => {}
        }
    }
    None
}

fn read_attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let name_end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=') {
            None => ("", after),
            Some(after) => read_value(after.trim_start()),
        };
        if !name.is_empty() {
            found.push((name.to_ascii_lowercase(), decode_all(value)));
        }
        // A lone `=` would not move on otherwise.
        rest = if name.is_empty() && after.len() == rest.len() { "" } else { after.trim_start() };
    }
    found
}

fn read_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

fn decode(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        numeric => {
            let numeric = numeric.strip_prefix('#')?;
            let code = match numeric.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => numeric.parse().ok()?,
            };
            char::from_u32(code).filter(|character| *character != '\0')
        }
    }
}

fn decode_all(text: &str) -> String {
    let mut reader = Reader { text, at: 0, plain: String::new(), units: 0, open: Vec::new() };
    while let Some(next) = reader.rest().chars().next() {
        if next == '&' {
            reader.character();
        } else {
            reader.at += next.len_utf8();
            reader.push(next);
        }
    }
    reader.plain
}

/// The byte at which a UTF-16 code unit stands.
fn byte_at(text: &str, unit: usize) -> usize {
    let mut units = 0;
    for (byte, character) in text.char_indices() {
        if units >= unit {
            return byte;
        }
        units += character.len_utf16();
    }
    text.len()
}

/// Writes text and entities as HTML that is safe to show: only the tags of [`parse`], addresses of `http`, `https`,
/// `tg`, `mailto` and `tel`, everything else escaped.
pub(super) fn write(text: &str, entities: &[Entity]) -> String {
    let mut html = String::with_capacity(text.len() + entities.len() * 16);
    // Entities nest or follow each other; those of a well-formed message never overlap otherwise.
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut next = entities.iter().peekable();
    let mut units = 0;
    for character in text.chars().map(Some).chain([None]) {
        while open.last().is_some_and(|(end, _)| *end <= units) {
            html.extend(open.pop().map(|(_, tag)| tag));
        }
        while let Some(entity) = next.next_if(|entity| entity.offset <= units) {
            let end = entity.offset + entity.length;
            let end = open.last().map_or(end, |(outer, _)| end.min(*outer));
            if let Some((start, tag)) = tags(entity)
                && end > units
            {
                html.push_str(&start);
                open.push((end, tag));
            }
        }
        if let Some(character) = character {
            push_escaped(&mut html, character);
            units += character.len_utf16();
        }
    }
    while let Some((_, tag)) = open.pop() {
        html.push_str(&tag);
    }
    html
}

fn tags(entity: &Entity) -> Option<(String, String)> {
    let simple = |tag: &str| Some((format!("<{tag}>"), format!("</{tag}>")));
    match entity.kind.as_str() {
        "bold" => simple("b"),
        "italic" => simple("i"),
        "underline" => simple("u"),
        "strikethrough" => simple("s"),
        "code" => simple("code"),
        "pre" => simple("pre"),
        "blockquote" => simple("blockquote"),
        "spoiler" => simple("tg-spoiler"),
        "expandable_blockquote" => Some(("<blockquote expandable>".to_owned(), "</blockquote>".to_owned())),
        "text_link" => {
            let url = entity.url.as_deref()?;
            let safe = ["http://", "https://", "tg://", "mailto:", "tel:"];
            if !safe.iter().any(|scheme| url.to_ascii_lowercase().starts_with(scheme)) {
                return None;
            }
            let mut start = String::from("<a href=\"");
            url.chars().for_each(|character| push_escaped(&mut start, character));
            start.push_str("\">");
            Some((start, "</a>".to_owned()))
        }
        _other => None,
    }
}

fn push_escaped(html: &mut String, character: char) {
    match character {
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '&' => html.push_str("&amp;"),
        '"' => html.push_str("&quot;"),
        other => html.push(other),
    }
}
