//! Quick replies: texts that are said often, each called by one word.

use super::delivery::Content;
use super::id::{ReplyId, StaffId, TeamId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Characters of a word.
pub const WORD_LEN_MAX: usize = 24;
/// Characters of a text: as many as a template's body, so that a signature and names still fit into one message.
pub const REPLY_LEN_MAX: usize = 1_024;
/// Quick replies that one person, one team or the company has.
pub const REPLIES_MAX: usize = 100;

/// Words that call something else already. Commands that came later are kept from them where a word is chosen.
pub const TAKEN: [&str; 33] = [
    "start",
    "menu",
    "novo",
    "new",
    "nuevo",
    "atendimentos",
    "conversations",
    "atenciones",
    "contatos",
    "contacts",
    "contactos",
    "fila",
    "queue",
    "cola",
    "nota",
    "note",
    "canais",
    "channels",
    "canales",
    "ajustes",
    "settings",
    "idioma",
    "language",
    "cancelar",
    "cancel",
    "ajuda",
    "help",
    "ayuda",
    "equipe",
    "equipo",
    "team",
    "respostas",
    "replies",
];

/// The word by which a reply is called, such as `pix`: letters, digits, `_` and `-`, in small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReplyWord(String);

/// Why a text is no word for a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordFault {
    /// It is empty, too long, or has other signs in it.
    Shape,
    /// A command is called so.
    Taken,
}

impl ReplyWord {
    /// Takes `pix`, `/pix` and `/PIX` alike.
    pub fn new(text: &str) -> Result<Self, WordFault> {
        let text = text.trim();
        let word = text.strip_prefix('/').unwrap_or(text).to_lowercase();
        let length = word.chars().count();
        let good = (1..=WORD_LEN_MAX).contains(&length)
            && word.chars().all(|one| one.is_alphanumeric() || matches!(one, '_' | '-'));
        if !good {
            return Err(WordFault::Shape);
        }
        if TAKEN.contains(&word.as_str()) { Err(WordFault::Taken) } else { Ok(Self(word)) }
    }

    /// The word, without a slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ReplyWord {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text).map_err(|_fault| "not a word for a quick reply")
    }
}

impl From<ReplyWord> for String {
    fn from(word: ReplyWord) -> Self {
        word.0
    }
}

impl fmt::Display for ReplyWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whose a reply is. The nearer one wins when two have the same word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "whose")]
pub enum ReplyOwner {
    /// One person's.
    Person {
        /// Whose.
        staff: StaffId,
    },
    /// A team's.
    Team {
        /// Which.
        team: TeamId,
    },
    /// Everybody's.
    Company,
}

/// A quick reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickReply {
    /// Our id.
    pub id: ReplyId,
    /// The word that calls it.
    pub word: ReplyWord,
    /// What it says, with gaps such as `{contato}`.
    pub text: String,
    /// Whose it is.
    pub owner: ReplyOwner,
}

/// Values for the gaps of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Values<'a> {
    /// The contact's first name; empty when it is not known.
    pub contact: &'a str,
    /// The first name of who writes.
    pub me: &'a str,
    /// The team's name.
    pub team: &'a str,
}

/// The names of the gaps: in Portuguese, English and Spanish alike.
const CONTACT: [&str; 3] = ["contato", "contact", "contacto"];
const ME: [&str; 4] = ["eu", "me", "yo", "mim"];
const TEAM: [&str; 3] = ["equipe", "team", "equipo"];

impl QuickReply {
    /// What it says with its gaps filled. A gap of which there is no value is left out together with the blank before it;
    /// other braces stay as they are.
    pub fn filled(&self, values: Values<'_>) -> Content {
        Content::Text { body: fill(&self.text, values) }
    }
}

fn fill(text: &str, values: Values<'_>) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let value = after.split_once('}').and_then(|(gap, tail)| Some((value_of(gap, values)?, tail)));
        let Some((value, tail)) = value else {
            said.push('{');
            rest = after;
            continue;
        };
        if value.is_empty() {
            said.truncate(said.trim_end_matches(' ').len());
        }
        said.push_str(value);
        rest = tail;
    }
    said.push_str(rest);
    said
}

fn value_of<'a>(gap: &str, values: Values<'a>) -> Option<&'a str> {
    let gap = gap.trim().to_lowercase();
    let gap = gap.as_str();
    if CONTACT.contains(&gap) {
        Some(values.contact)
    } else if ME.contains(&gap) {
        Some(values.me)
    } else if TEAM.contains(&gap) {
        Some(values.team)
    } else {
        None
    }
}

/// The reply that this word calls for a person in a team: their own, else the team's, else the company's.
pub fn called<'a>(
    replies: &'a [QuickReply],
    word: &ReplyWord,
    me: StaffId,
    team: &TeamId,
) -> Option<&'a QuickReply> {
    let rank = |owner: &ReplyOwner| match owner {
        ReplyOwner::Person { staff } => (*staff == me).then_some(0),
        ReplyOwner::Team { team: of } => (of == team).then_some(1),
        ReplyOwner::Company => Some(2),
    };
    let of_the_word = replies.iter().filter(|reply| reply.word == *word);
    let ranked = of_the_word.filter_map(|reply| rank(&reply.owner).map(|rank| (rank, reply)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, reply)| reply)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VALUES: Values<'static> = Values { contact: "Maria", me: "Carla", team: "Vendas" };

    fn reply(word: &str, text: &str, owner: ReplyOwner) -> QuickReply {
        QuickReply {
            id: "0198c000-0000-7000-8000-0000000000d1".parse().unwrap(),
            word: ReplyWord::new(word).unwrap(),
            text: text.into(),
            owner,
        }
    }

    #[test]
    fn a_word_is_one_small_word_that_is_no_command() {
        for same in ["pix", "/pix", " /PIX "] {
            assert_eq!(ReplyWord::new(same).unwrap().as_str(), "pix");
        }
        assert_eq!(ReplyWord::new("horário-2").unwrap().as_str(), "horário-2");
        for wrong in ["", "/", "duas palavras", "a/b", "a@b", &"x".repeat(WORD_LEN_MAX + 1)] {
            assert_eq!(ReplyWord::new(wrong), Err(WordFault::Shape), "{wrong}");
        }
        assert_eq!(ReplyWord::new("/Menu"), Err(WordFault::Taken));
    }

    #[test]
    fn gaps_are_filled_in_any_language_and_other_braces_stay() {
        assert_eq!(fill("Oi {contato}, sou {EU} de { team }.", VALUES), "Oi Maria, sou Carla de Vendas.");
        assert_eq!(fill("{x} {", VALUES), "{x} {");
        assert_eq!(fill("{{contato}}", VALUES), "{Maria}");
    }

    #[test]
    fn a_name_that_is_not_known_leaves_no_hole() {
        let values = Values { contact: "", ..VALUES };
        assert_eq!(fill("Olá {contato}! Tudo bem?", values), "Olá! Tudo bem?");
    }

    #[test]
    fn the_nearer_reply_wins() {
        let (me, team) = (StaffId(1), TeamId::new("vendas").unwrap());
        let word = ReplyWord::new("pix").unwrap();
        let company = reply("pix", "da empresa", ReplyOwner::Company);
        let of_team = reply("pix", "da equipe", ReplyOwner::Team { team: team.clone() });
        let mine = reply("pix", "meu", ReplyOwner::Person { staff: me });
        let strange = reply("pix", "de outro", ReplyOwner::Person { staff: StaffId(2) });
        let all = [strange, company, of_team, mine];
        let text = |replies: &[QuickReply]| called(replies, &word, me, &team).map(|one| one.text.clone());
        assert_eq!(text(&all).as_deref(), Some("meu"));
        assert_eq!(text(&all[..3]).as_deref(), Some("da equipe"));
        assert_eq!(text(&all[..2]).as_deref(), Some("da empresa"));
        assert_eq!(text(&all[..1]), None);
    }

    proptest! {
        #[test]
        fn filling_never_fails_and_leaves_texts_without_gaps_alone(text in "[^{}]{0,60}") {
            prop_assert_eq!(fill(&text, VALUES), text);
        }

        #[test]
        fn any_braces_are_survived(text in "[{}a-z ]{0,60}") {
            fill(&text, VALUES);
        }
    }
}
