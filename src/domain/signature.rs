//! The name of who writes, in front of what a contact reads.

use super::delivery::Content;

/// The content with the name above its words, in WhatsApp's bold. What has no words (a voice, a place) stays as it is, and
/// so does a template, whose words the provider has approved.
pub fn signed(content: Content, name: &str) -> Content {
    // Nothing is no more than nothing with a name above it.
    let with_name =
        |words: &str| if words.trim().is_empty() { words.to_owned() } else { format!("*{name}:*\n{words}") };
    match content {
        Content::Text { body } => Content::Text { body: with_name(&body) },
        Content::Media { media, caption } => {
            let caption = caption.map(|words| with_name(&words));
            Content::Media { media, caption }
        }
        other @ (Content::Template { .. }
        | Content::Place { .. }
        | Content::Cards { .. }
        | Content::Reaction { .. }
        | Content::Edited { .. }
        | Content::Deleted { .. }
        | Content::Other { .. }) => other,
    }
}

/// The words below the name, when one stands above them.
pub fn unsigned(words: &str) -> &str {
    match words.split_once('\n') {
        Some((name, rest)) if name.len() > 3 && name.starts_with('*') && name.ends_with(":*") => rest,
        Some(_) | None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_carry_the_name_above_them() {
        let text = Content::Text { body: "Bom dia".into() };
        assert_eq!(signed(text, "Carla"), Content::Text { body: "*Carla:*\nBom dia".into() });
    }

    #[test]
    fn the_name_is_taken_off_again() {
        assert_eq!(unsigned("*Carla da Loja:*\n/ 2"), "/ 2");
        for bare in ["Bom dia", "*Carla:*", "Bom\ndia", "*:*\nBom dia"] {
            assert_eq!(unsigned(bare), bare);
        }
    }

    #[test]
    fn what_has_no_words_stays_as_it_is() {
        let place = Content::Place { latitude: 1.0, longitude: 2.0, name: None, address: None };
        assert_eq!(signed(place.clone(), "Carla"), place);
    }
}
