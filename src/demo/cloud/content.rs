//! The content of a message by its type: what each type takes, with its limits.

use super::refusal::Refusal;
use super::shape::Object;
use super::{interactive, template_request};

const TEXT_LEN_MAX: usize = 4_096;
const CAPTION_LEN_MAX: usize = 1_024;
const FILENAME_LEN_MAX: usize = 240;
const PLACE_LEN_MAX: usize = 1_000;
/// Contact cards in one message.
const CARDS_MAX: usize = 257;

/// Where a file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// It was uploaded before.
    Id(String),
    /// The provider fetches it.
    Link(String),
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MediaKind {
    Audio,
    Document,
    Image,
    Sticker,
    Video,
}

impl MediaKind {
    /// As the API writes it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Image => "image",
            Self::Sticker => "sticker",
            Self::Video => "video",
        }
    }

    /// The kind with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Audio, Self::Document, Self::Image, Self::Sticker, Self::Video]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// A file to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    pub(super) kind: MediaKind,
    pub(super) source: Source,
    pub(super) caption: Option<String>,
    pub(super) filename: Option<String>,
    pub(super) is_voice: bool,
}

/// A place to be sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
}

/// What is sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Text {
        body: String,
    },
    File(File),
    Place(Place),
    /// Contact cards, by their names.
    Cards(Vec<String>),
    /// An emoji on a message; empty takes it back.
    Reaction {
        message_id: String,
        emoji: String,
    },
    Interactive(interactive::Interactive),
    Template(template_request::TemplateRequest),
}

impl Content {
    /// The template, if it is one.
    pub(super) const fn template(&self) -> Option<&template_request::TemplateRequest> {
        match self {
            Self::Template(template) => Some(template),
            Self::Text { .. }
            | Self::File(_)
            | Self::Place(_)
            | Self::Cards(_)
            | Self::Reaction { .. }
            | Self::Interactive(_) => None,
        }
    }
}

/// Reads the object under the key of its type.
pub(super) fn read(kind: &str, object: &Object<'_>) -> Result<Content, Refusal> {
    if let Some(media) = MediaKind::named(kind) {
        return read_file(media, &object.object(kind)?, true).map(Content::File);
    }
    match kind {
        "text" => {
            let text = object.object("text")?.with_only(&["body", "preview_url"])?;
            text.flag_if_any("preview_url")?;
            Ok(Content::Text { body: text.text_up_to("body", TEXT_LEN_MAX)?.to_owned() })
        }
        "location" => read_place(object.object("location")?).map(Content::Place),
        "contacts" => object
            .objects("contacts", 1, CARDS_MAX)?
            .into_iter()
            .map(read_card)
            .collect::<Result<_, _>>()
            .map(Content::Cards),
        "reaction" => {
            let reaction = object.object("reaction")?.with_only(&["message_id", "emoji"])?;
            Ok(Content::Reaction {
                message_id: reaction.text_up_to("message_id", 512)?.to_owned(),
                emoji: reaction.text("emoji")?.to_owned(),
            })
        }
        "interactive" => interactive::read(object.object("interactive")?).map(Content::Interactive),
        "template" => template_request::read(object.object("template")?).map(Content::Template),
        unknown => Err(Refusal::malformed(131_051, format!("messages of type '{unknown}' are not known"))),
    }
}

/// A file by id or link, never both. A caption is taken outside of template headers only, and never with a sound or a
/// sticker.
pub(super) fn read_file(kind: MediaKind, file: &Object<'_>, takes_caption: bool) -> Result<File, Refusal> {
    let mut allowed = vec!["id", "link"];
    match kind {
        MediaKind::Audio => allowed.push("voice"),
        MediaKind::Document => allowed.extend(["filename", "caption"]),
        MediaKind::Image | MediaKind::Video => allowed.push("caption"),
        MediaKind::Sticker => {}
    }
    if !takes_caption {
        allowed.retain(|key| *key != "caption");
    }
    let file = file.clone().with_only(&allowed)?;
    let source = match (file.text_if_any("id")?, file.text_if_any("link")?) {
        (Some(id), None) => Source::Id(id.to_owned()),
        (None, Some(link)) if link.starts_with("https://") || link.starts_with("http://") => {
            Source::Link(link.to_owned())
        }
        (None, Some(_)) => {
            return Err(Refusal::malformed(131_009, format!("'{}' is not an address", file.place("link"))));
        }
        (Some(_), Some(_)) | (None, None) => {
            let details = format!("exactly one of '{}' and 'link' is required", file.place("id"));
            return Err(Refusal::malformed(131_009, details));
        }
    };
    Ok(File {
        kind,
        source,
        caption: file.text_if_any_up_to("caption", CAPTION_LEN_MAX)?.map(str::to_owned),
        filename: file.text_if_any_up_to("filename", FILENAME_LEN_MAX)?.map(str::to_owned),
        is_voice: file.flag_if_any("voice")?.unwrap_or(false),
    })
}

/// A place, with degrees as strings or numbers.
pub(super) fn read_place(place: Object<'_>) -> Result<Place, Refusal> {
    let place = place.with_only(&["latitude", "longitude", "name", "address"])?;
    let (latitude, longitude) = (place.number("latitude")?, place.number("longitude")?);
    if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
        return Err(Refusal::malformed(131_009, "the degrees are not on the globe"));
    }
    Ok(Place {
        latitude,
        longitude,
        name: place.text_if_any_up_to("name", PLACE_LEN_MAX)?.map(str::to_owned),
        address: place.text_if_any_up_to("address", PLACE_LEN_MAX)?.map(str::to_owned),
    })
}

/// A contact card: a name with its formatted form and one more part at least, and what else the API takes.
fn read_card(card: Object<'_>) -> Result<String, Refusal> {
    let card = card.with_only(&["name", "phones", "emails", "addresses", "birthday", "org", "urls"])?;
    let name = card.object("name")?.with_only(&[
        "formatted_name",
        "first_name",
        "last_name",
        "middle_name",
        "prefix",
        "suffix",
    ])?;
    let formatted = name.text_up_to("formatted_name", 1_024)?.to_owned();
    let parts = ["first_name", "last_name", "middle_name", "prefix", "suffix"];
    if !parts.iter().any(|part| name.has(part)) {
        return Err(Refusal::malformed(
            131_009,
            format!("'{}' needs one part besides the formatted name", name.place("name")),
        ));
    }
    let lists: [(&str, &[&str]); 4] = [
        ("phones", &["phone", "type", "wa_id"]),
        ("emails", &["email", "type"]),
        ("addresses", &["street", "city", "state", "zip", "country", "country_code", "type"]),
        ("urls", &["url", "type"]),
    ];
    for (list, keys) in lists {
        if card.has(list) {
            for entry in card.objects(list, 0, CARDS_MAX)? {
                entry.with_only(keys)?;
            }
        }
    }
    if let Some(org) = card.object_if_any("org")? {
        org.with_only(&["company", "department", "title"])?;
    }
    card.text_if_any("birthday")?;
    Ok(formatted)
}
