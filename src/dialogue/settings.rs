//! What people set for themselves, and what owners set for the company.
//!
//! Everybody has the first page; the company's is for owners, which is checked wherever it is shown or changed.

use super::facts::Facts;
use super::screen::{Button, Label, Line, Prompt, Screen};
use super::state::State;
use super::step::{Change, Step};
use super::{Action, back_and_cancel, company, home, own};
use crate::domain::id::ReplyId;
use crate::domain::preferences::{Notices, Preferences, QuietHours, ShownName};
use crate::domain::quick_reply::QuickReply;
use crate::domain::staff::{Role, StaffMember};
use serde::{Deserialize, Serialize};

/// Hours for which an attendance that was concluded may go on: a month.
pub const REOPEN_HOURS_MAX: u32 = 720;

/// Where one is among the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// One's own.
    Mine,
    /// Waits for the name that contacts see.
    ShownName,
    /// Which notices?
    Notices,
    /// Waits for the quiet hours.
    Quiet,
    /// The company's.
    Company,
    /// Waits for the hours within which a concluded attendance goes on.
    Reopening,
}

/// A button among the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// One's own settings.
    Open,
    /// Type the name that contacts see.
    ShownName,
    /// Contacts see the name that colleagues see.
    OwnName,
    /// What one writes carries the name.
    Sign,
    /// It does not.
    Unsign,
    /// Choose the notices.
    Notices,
    /// These.
    Choose(Notices),
    /// Type the quiet hours.
    Quiet,
    /// There are none.
    Loud,
    /// The company's settings.
    Company,
    /// Type the hours within which a concluded attendance goes on.
    Reopening,
    /// Read the templates from the providers now.
    Sync,
}

const WORDS: [(&str, Press); 14] = [
    ("my", Press::Open),
    ("nm", Press::ShownName),
    ("on", Press::OwnName),
    ("si", Press::Sign),
    ("un", Press::Unsign),
    ("nt", Press::Notices),
    ("n-all", Press::Choose(Notices::All)),
    ("n-mine", Press::Choose(Notices::Mine)),
    ("n-none", Press::Choose(Notices::None)),
    ("qh", Press::Quiet),
    ("ld", Press::Loud),
    ("co", Press::Company),
    ("ro", Press::Reopening),
    ("sy", Press::Sync),
];

impl Press {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        WORDS.into_iter().map(|(_, press)| press)
    }

    /// Its word in callback data.
    pub fn encode(self) -> &'static str {
        WORDS.iter().find(|(_, press)| *press == self).map_or("", |(word, _)| word)
    }

    /// The inverse of [`Self::encode`].
    pub fn decode(text: &str) -> Option<Self> {
        WORDS.iter().find(|(word, _)| *word == text).map(|(_, press)| *press)
    }
}

/// Something that was set.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    /// By the person, for themselves.
    Preferences(Preferences),
    /// By an owner: for how long a concluded attendance goes on.
    Reopening {
        /// Hours; 0: it never does.
        hours: u32,
    },
    /// By an owner: the templates are to be read from the providers now.
    SyncTemplates,
    /// By an owner: something else of the company.
    Company(company::Change),
    /// A quick reply is kept: a new one, or another text for the word of the same owner.
    PutReply(QuickReply),
    /// A quick reply goes.
    RemoveReply(ReplyId),
}

/// What a panel of the settings says.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// One's own.
    Mine {
        /// The name that contacts see.
        name: String,
        /// As they stand.
        preferences: Preferences,
        /// The company's time zone, in which the quiet hours are.
        zone: String,
    },
    /// Type the name that contacts see.
    AskName,
    /// Which notices?
    AskNotices,
    /// Type the quiet hours.
    AskQuiet {
        /// The company's time zone.
        zone: String,
    },
    /// The company's.
    Company {
        /// Hours within which a concluded attendance goes on; 0: it never does.
        reopen_hours: u32,
    },
    /// Type them.
    AskReopening,
}

/// Whether this person sets what holds for the company.
pub const fn may_set_company(me: &StaffMember) -> bool {
    match me.role {
        Role::Owner => true,
        Role::Manager | Role::Attendant => false,
    }
}

fn at(place: Place) -> State {
    State::Settings { place }
}

/// One's own settings, from anywhere.
pub fn open(from: &State) -> Step {
    Step::to(at(Place::Mine)).draft(home::draft_of(from))
}

fn press_of(press: Press) -> Action {
    Action::Settings(press)
}

/// The panels.
pub fn view(place: Place, facts: &Facts) -> Screen {
    let zone = facts.company.timezone.name().to_owned();
    let screen =
        |said: Said, rows: Vec<Vec<Button>>| Screen { prompt: Prompt::Settings(said), line: None, rows };
    match place {
        Place::Mine => view_mine(facts),
        Place::ShownName => {
            let mut rows = Vec::new();
            if facts.me.preferences.shown_name.is_some() {
                rows.push(vec![own(press_of(Press::OwnName))]);
            }
            rows.push(back_and_cancel());
            screen(Said::AskName, rows)
        }
        Place::Notices => {
            let row = |one: Notices| {
                let label = if one == facts.me.preferences.notices { Label::Chosen } else { Label::Own };
                vec![Button { action: press_of(Press::Choose(one)), label }]
            };
            let mut rows: Vec<_> = Notices::ALL.into_iter().map(row).collect();
            rows.push(back_and_cancel());
            screen(Said::AskNotices, rows)
        }
        Place::Quiet => {
            let mut rows = Vec::new();
            if facts.me.preferences.quiet.is_some() {
                rows.push(vec![own(press_of(Press::Loud))]);
            }
            rows.push(back_and_cancel());
            screen(Said::AskQuiet { zone }, rows)
        }
        Place::Company | Place::Reopening if !may_set_company(&facts.me) => {
            Screen { prompt: Prompt::NotYours, line: None, rows: vec![vec![own(Action::Menu)]] }
        }
        Place::Company => screen(
            Said::Company { reopen_hours: facts.company.reopen_hours },
            vec![
                vec![own(press_of(Press::Reopening))],
                vec![
                    own(Action::Company(company::Press::OptOut)),
                    own(Action::Company(company::Press::Costs)),
                ],
                vec![own(press_of(Press::Sync))],
                back_and_cancel(),
            ],
        ),
        Place::Reopening => screen(Said::AskReopening, vec![back_and_cancel()]),
    }
}

fn view_mine(facts: &Facts) -> Screen {
    let me = &facts.me;
    let sign = if me.preferences.signs { Press::Unsign } else { Press::Sign };
    let mut rows = vec![
        vec![own(press_of(Press::ShownName)), own(press_of(sign))],
        vec![own(press_of(Press::Notices)), own(press_of(Press::Quiet))],
        vec![own(Action::Replies(super::replies::Press::List)), own(Action::Language)],
    ];
    if may_set_company(me) {
        rows.push(vec![own(press_of(Press::Company))]);
    }
    rows.push(vec![own(Action::Menu)]);
    let said = Said::Mine {
        name: me.shown_name().to_owned(),
        preferences: me.preferences.clone(),
        zone: facts.company.timezone.name().to_owned(),
    };
    Screen { prompt: Prompt::Settings(said), line: None, rows }
}

fn keep(facts: &Facts, change: impl FnOnce(&mut Preferences)) -> Step {
    let mut wanted = facts.me.preferences.clone();
    change(&mut wanted);
    Step::to(at(Place::Mine)).with(Change::Set(Setting::Preferences(wanted))).saying(Line::Saved)
}

/// A button among them. One that is not on the panel (a list that changed, a foreign client) changes nothing.
pub fn press(from: &State, press: Press, facts: &Facts) -> Step {
    let go = |place| Step::to(at(place)).draft(home::draft_of(from));
    let place = if let State::Settings { place } = from { Some(*place) } else { None };
    let for_owners = matches!(press, Press::Company | Press::Reopening | Press::Sync);
    if for_owners && !may_set_company(&facts.me) {
        return Step::to(from.clone()).saying(Line::NotAllowed);
    }
    let mine = &facts.me.preferences;
    match (press, place) {
        (Press::Open, _) => go(Place::Mine),
        (Press::ShownName, _) => go(Place::ShownName),
        (Press::Notices, _) => go(Place::Notices),
        (Press::Quiet, _) => go(Place::Quiet),
        (Press::Company, _) => go(Place::Company),
        (Press::Reopening, _) => go(Place::Reopening),
        (Press::Sign, Some(Place::Mine)) if !mine.signs => keep(facts, |mine| mine.signs = true),
        (Press::Unsign, Some(Place::Mine)) if mine.signs => keep(facts, |mine| mine.signs = false),
        (Press::OwnName, Some(Place::ShownName)) if mine.shown_name.is_some() => {
            keep(facts, |mine| mine.shown_name = None)
        }
        (Press::Choose(notices), Some(Place::Notices)) => keep(facts, |mine| mine.notices = notices),
        (Press::Loud, Some(Place::Quiet)) if mine.quiet.is_some() => keep(facts, |mine| mine.quiet = None),
        (Press::Sync, Some(Place::Company)) => Step::to(at(Place::Company))
            .with(Change::Set(Setting::SyncTemplates))
            .saying(Line::TemplatesAsked),
        (_elsewhere, _) => Step::to(from.clone()),
    }
}

/// A text, where one is asked for. `None`: none is.
pub fn typed(place: Place, text: &str, facts: &Facts) -> Option<Step> {
    let here = || Step::to(at(place));
    match place {
        Place::ShownName => Some(match ShownName::new(text) {
            Some(name) => keep(facts, |mine| mine.shown_name = Some(name)),
            None => here().saying(Line::ShownName),
        }),
        Place::Quiet => Some(match QuietHours::parse(text) {
            Some(quiet) => keep(facts, |mine| mine.quiet = Some(quiet)),
            None => here().saying(Line::QuietHours),
        }),
        Place::Reopening => Some(reopening(text, facts)),
        Place::Mine | Place::Notices | Place::Company => None,
    }
}

fn reopening(text: &str, facts: &Facts) -> Step {
    if !may_set_company(&facts.me) {
        return Step::to(State::Home).saying(Line::NotAllowed);
    }
    let hours = text.trim().trim_end_matches(['h', 'H']).trim_end().parse().ok();
    match hours.filter(|hours| *hours <= REOPEN_HOURS_MAX) {
        Some(hours) => {
            Step::to(at(Place::Company)).with(Change::Set(Setting::Reopening { hours })).saying(Line::Saved)
        }
        None => Step::to(at(Place::Reopening)).saying(Line::Hours { most: REOPEN_HOURS_MAX }),
    }
}

/// One step back.
pub fn back(place: Place) -> Step {
    match place {
        Place::Mine => Step::to(State::Home),
        Place::ShownName | Place::Notices | Place::Quiet | Place::Company => Step::to(at(Place::Mine)),
        Place::Reopening => Step::to(at(Place::Company)),
    }
}

/// Whether it waits for words.
pub const fn asks_for_words(place: Place) -> bool {
    match place {
        Place::ShownName | Place::Quiet | Place::Reopening => true,
        Place::Mine | Place::Notices | Place::Company => false,
    }
}
