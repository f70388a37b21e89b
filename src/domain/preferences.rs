//! What a person of ours has set for themselves: how contacts see them, and what the bot tells them, and when.

use chrono::{NaiveTime, Timelike as _};
use serde::{Deserialize, Serialize};

/// Characters of the name that contacts see.
pub const SHOWN_NAME_LEN_MAX: usize = 40;

/// What a person of ours has set for themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// The name that contacts see; `None`: the one that colleagues see.
    pub shown_name: Option<ShownName>,
    /// Whether what they write carries that name.
    pub signs: bool,
    /// What the bot tells them.
    pub notices: Notices,
    /// When it tells it without a sound.
    pub quiet: Option<QuietHours>,
}

/// What the bot tells a person without being asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notices {
    /// Everything that concerns them and their teams.
    #[default]
    All,
    /// What concerns their own attendances.
    Mine,
    /// The same, and never with a sound.
    None,
}

impl Notices {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Mine, Self::None];

    /// How it is stored and travels.
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Mine => "mine",
            Self::None => "none",
        }
    }
}

/// A name that contacts see: one line of 1 to [`SHOWN_NAME_LEN_MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShownName(String);

impl ShownName {
    /// Takes a name; `None` when it is empty, too long or not in one line. Marks of WhatsApp are left out: they would
    /// break the signature's own.
    pub fn new(text: &str) -> Option<Self> {
        let name: String = text.trim().chars().filter(|one| !matches!(one, '*' | '_' | '~' | '`')).collect();
        let name = name.trim();
        let good = !name.is_empty()
            && name.chars().count() <= SHOWN_NAME_LEN_MAX
            && !name.chars().any(char::is_control);
        good.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ShownName {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text).ok_or("not a name that contacts can see")
    }
}

impl From<ShownName> for String {
    fn from(name: ShownName) -> Self {
        name.0
    }
}

/// A part of every day, in the company's time zone: from a minute of the day up to another, over midnight when the second
/// is the smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    from: u16,
    until: u16,
}

/// Minutes of a day.
const DAY: u16 = 24 * 60;

impl QuietHours {
    /// From and until, in minutes of the day; `None` when one is no minute of a day, or both are the same.
    pub const fn new(from: u16, until: u16) -> Option<Self> {
        if from < DAY && until < DAY && from != until { Some(Self { from, until }) } else { None }
    }

    /// Reads `22:00-07:00`, `22h às 7h30`, `22 7`: two times of the day, whatever stands between them.
    pub fn parse(text: &str) -> Option<Self> {
        let mut times = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(|one: char| one.is_ascii_digit()) {
            let (_between, here) = rest.split_at_checked(start)?;
            let (hour, after) = number(here)?;
            let (minute, after) = minutes_after(after);
            if hour > 23 || minute > 59 {
                return None;
            }
            times.push(hour * 60 + minute);
            rest = after;
        }
        match times.as_slice() {
            [from, until] => Self::new(*from, *until),
            _other => None,
        }
    }

    /// The minute of the day at which it begins.
    pub const fn from(self) -> u16 {
        self.from
    }

    /// The minute of the day at which it ends.
    pub const fn until(self) -> u16 {
        self.until
    }

    /// Whether this time of the day is in it.
    pub fn contains(self, time: NaiveTime) -> bool {
        let minute = u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0);
        if self.from < self.until {
            (self.from..self.until).contains(&minute)
        } else {
            minute >= self.from || minute < self.until
        }
    }
}

impl std::fmt::Display for QuietHours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { from, until } = self;
        write!(f, "{:02}:{:02}–{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
    }
}

/// The number at the beginning, of at most two digits, and what follows.
fn number(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    if digits > 2 { None } else { Some((number.parse().ok()?, rest)) }
}

/// The minutes that follow an hour: `:30`, `h30`, `h`, or none.
fn minutes_after(text: &str) -> (u16, &str) {
    let Some(rest) = text.strip_prefix([':', 'h', 'H', '.']) else { return (0, text) };
    number(rest).unwrap_or((0, rest))
}

impl Preferences {
    /// Whether what the bot says by itself at this time of the day comes without a sound.
    pub fn is_quiet(&self, time: NaiveTime) -> bool {
        self.notices == Notices::None || self.quiet.is_some_and(|quiet| quiet.contains(time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn quiet_hours_are_read_as_people_write_them() {
        for text in ["22:00-07:30", "22h às 7h30", "22h00 – 07h30", "das 22 às 7:30", "22.00 7.30"] {
            let quiet = QuietHours::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(quiet.to_string(), "22:00–07:30", "{text}");
        }
        for wrong in ["", "22", "22:00", "25:00-07:00", "22:60-7", "8-8", "1 2 3", "2200-700", "à noite"] {
            assert_eq!(QuietHours::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn quiet_hours_may_go_over_midnight() {
        let night = QuietHours::parse("22-7").unwrap();
        assert!(night.contains(at(22, 0)) && night.contains(at(23, 59)) && night.contains(at(6, 59)));
        assert!(!night.contains(at(7, 0)) && !night.contains(at(21, 59)));
        let noon = QuietHours::parse("12-13").unwrap();
        assert!(noon.contains(at(12, 59)) && !noon.contains(at(13, 0)) && !noon.contains(at(3, 0)));
    }

    #[test]
    fn a_name_for_contacts_is_one_line_without_marks() {
        assert_eq!(ShownName::new("  *Carla* da loja ").map(String::from), Some("Carla da loja".to_owned()));
        for wrong in ["", "  ", "**", "a\nb", &"é".repeat(SHOWN_NAME_LEN_MAX + 1)] {
            assert_eq!(ShownName::new(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn without_notices_nothing_makes_a_sound() {
        let mut mine = Preferences::default();
        assert!(!mine.is_quiet(at(3, 0)));
        mine.notices = Notices::None;
        assert!(mine.is_quiet(at(12, 0)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_what_is_read_reads_back(text in ".{0,40}") {
            if let Some(quiet) = QuietHours::parse(&text) {
                prop_assert_eq!(QuietHours::parse(&quiet.to_string()), Some(quiet));
            }
        }
    }
}
