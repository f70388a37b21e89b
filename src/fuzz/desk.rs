//! A small company for what a decoded input leads to: it knows nobody, and whatever else is asked for ends the matter.

use crate::clock::Clock;
use crate::dialogue::facts::{Bot, Company, Facts, Fresh, History, Known, Need, Page};
use crate::dialogue::step::Stepped;
use crate::dialogue::{Input, State, step, view};
use crate::domain::channel::{Capabilities, Channel, Health};
use crate::domain::cost::RateTable;
use crate::domain::id::{ChannelId, StaffId, TeamId};
use crate::domain::invitation::Secret;
use crate::domain::limit::NEEDS_MAX;
use crate::domain::media::MediaLimits;
use crate::domain::opt_out::OptOut;
use crate::domain::staff::{Locale, Role, StaffMember};
use crate::domain::team::Team;
use crate::i18n::{Voice, Words};
use crate::telegram::render;
use std::sync::{Arc, LazyLock};

static WORDS: LazyLock<Words> = LazyLock::new(Words::load);
static FACTS: LazyLock<Option<Facts>> = LazyLock::new(facts);

/// Brazilian Portuguese at the beginning of time.
pub(super) fn voice() -> Voice<'static> {
    let now = Clock::by_hand(chrono::DateTime::UNIX_EPOCH).now();
    Voice { words: &WORDS, locale: Locale::PT_BR, timezone: chrono_tz::America::Sao_Paulo, now }
}

/// The words of all languages.
pub(super) fn words() -> &'static Words {
    &WORDS
}

fn channel(id: &str, official: bool) -> Option<Channel> {
    let media = MediaLimits {
        image: 5_000,
        video: 9_000,
        audio: 9_000,
        document: 9_000,
        sticker: 500,
        any_type: !official,
    };
    let capabilities = Capabilities {
        official,
        needs_templates: official,
        has_window: official,
        checks_numbers: !official,
        has_cost: official,
        edits: !official,
        links_by_code: !official,
        wants_notice: !official,
        media,
    };
    Some(Channel {
        id: ChannelId::new(id).ok()?,
        name: id.to_owned(),
        capabilities,
        currency: official.then(|| "USD".to_owned()),
        health: Health::Up,
        health_at: None,
        restricted_until: None,
    })
}

fn facts() -> Option<Facts> {
    let channels = vec![channel("oficial", true)?, channel("loja", false)?];
    let ids = channels.iter().map(|one| one.id.clone()).collect();
    let team = TeamId::new("vendas").ok()?;
    let me = StaffMember::new(StaffId(1), "Carla".to_owned(), Role::Owner, vec![team.clone()]);
    let company = Company {
        staff: vec![me.clone()],
        former: Vec::new(),
        teams: vec![Team::new(team.clone(), "Vendas".to_owned(), ids)],
        holidays: Vec::new(),
        doors: vec![(channels.first()?.id.clone(), team)],
        channels,
        country: "BR".to_owned(),
        locale: Locale::PT_BR,
        languages: WORDS.languages().collect(),
        commands: WORDS.command_names().collect(),
        timezone: chrono_tz::America::Sao_Paulo,
        reopen_hours: 12,
        opt_out: OptOut::default(),
        currencies: Vec::new(),
        own_rates: None,
    };
    let id = "0190a5c4-0000-7000-8000-000000000001";
    let fresh = Fresh {
        contact: id.parse().ok()?,
        attendance: id.parse().ok()?,
        message: id.parse().ok()?,
        delivery: id.parse().ok()?,
        reply: id.parse().ok()?,
        invitation: id.parse().ok()?,
        secret: Secret::new([7; 24]),
    };
    Some(Facts {
        now: chrono::DateTime::UNIX_EPOCH,
        me,
        company: Arc::new(company),
        rates: Arc::new(RateTable::built_in()),
        bot: Bot { username: "balcao_bot".to_owned(), has_topics: false },
        said_in: None,
        fresh,
        draft: None,
        known: Known::default(),
    })
}

const fn nothing<T>() -> Page<T> {
    Page { rows: Vec::new(), total: 0 }
}

/// Nobody and nothing is on file. `false` for what an empty company cannot answer.
fn answer(known: &mut Known, need: Need) -> bool {
    match need {
        Need::ContactsWith(phone) => known.contacts_with.push((phone, Vec::new())),
        Need::Contact(id) => known.contacts.push((id, None)),
        Need::ContactPage(list) => known.contact_pages.push((list, nothing())),
        Need::History(id) => known.histories.push((id, History::default())),
        Need::Attendance(id) => known.attendances.push((id, None)),
        Need::AttendancePage(tab, list) => known.attendance_pages.push(((tab, list), nothing())),
        Need::AttendanceCounts(query) => known.attendance_counts.push((query, [0; 3])),
        Need::QueuePage(page) => known.queue_pages.push((page, nothing())),
        Need::Held(id) => known.held.push((id, Vec::new())),
        Need::Stalled(id) => known.stalled.push((id, 0)),
        Need::LastValues(key) => known.last_values.push((key, Vec::new())),
        Need::Replies => known.replies = Some(Vec::new()),
        Need::OfContact(_) | Need::Standing(..) | Need::Templates(_) | Need::House(_) | Need::Timeline(_) => {
            return false;
        }
    }
    true
}

fn asked<T>(facts: &mut Facts, ask: impl Fn(&Facts) -> Result<T, Need>) -> Option<T> {
    for _need in 0..NEEDS_MAX {
        match ask(facts) {
            Ok(done) => return Some(done),
            Err(need) => {
                if !answer(&mut facts.known, need) {
                    return None;
                }
            }
        }
    }
    None
}

/// Takes a step and draws where it leads. What is drawn, Telegram takes; where it leads can be stored.
pub(super) fn take(state: &State, input: &Input) {
    let Some(mut facts) = FACTS.clone() else { return };
    let stepped = asked(&mut facts, |facts| -> Stepped { step(state, input, facts) });
    let Some(stepped) = stepped else { return };
    draw(&stepped.next);
}

/// Draws a state.
pub(super) fn draw(state: &State) {
    let Some(mut facts) = FACTS.clone() else { return };
    let Some(screen) = asked(&mut facts, |facts| view(state, facts)) else { return };
    if let Ok(rendered) = render::screen(&screen, &voice(), 1, 1) {
        super::assert_telegram_takes(&rendered.html);
    }
}
