//! What stands on no list of panels: settings and quick replies, lines that nobody writes down elsewhere, the buttons of
//! everything, notices, what is written into files, and names.

use super::cast::{HOSTILE, attendance_id, card_of, hostile};
use crate::app::notice::{Told, Unamended};
use crate::dialogue::card::{Help, LastMessage};
use crate::dialogue::contact::{Import, Stage};
use crate::dialogue::replies::{Said as Reply, Whose};
use crate::dialogue::screen::{Line, Person};
use crate::dialogue::settings::Said;
use crate::dialogue::tests::cast::shop;
use crate::dialogue::{Card, CardAction, Prompt, Toast};
use crate::domain::Timestamp;
use crate::domain::alarm::Finding;
use crate::domain::channel::{DownReason, WaitsFor};
use crate::domain::delivery::{ContactCard, Content};
use crate::domain::exchange::{Format, RowFault};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{AttendanceId, ChannelId, MessageId, RemoteId, StaffId};
use crate::domain::media::{Media, MediaAt, MediaKind, Unfit};
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::phone::PhoneFault;
use crate::domain::preferences::{Notices, Preferences, QuietHours};
use crate::domain::profile::{Field, FieldFault};
use crate::domain::quick_reply::ReplyWord;
use crate::domain::staff::Role;
use crate::domain::window::Window;
use crate::i18n::{Key, Voice};
use crate::telegram::command::Listed;
use crate::telegram::render::contact_files::{
    exported_file, faults_file, import, reason, reason_title, titles,
};
use crate::telegram::render::{
    Incoming, Offer, Rendered, alarm, channel_down, channel_up, code_caption, command, content, house_told,
    incoming, inline, line, not_amended, not_placed, offer_answered, offered, released, stranger, taken_over,
    template, toast, transfer_answered, transfer_asked, trouble, unconfirmed, update_failed, window_closes,
};
use chrono::TimeDelta;
use uuid::Uuid;

fn long() -> String {
    HOSTILE.repeat(9)
}

/// Panels of the settings and of quick replies.
pub(super) fn prompts() -> Vec<Prompt> {
    let word = || ReplyWord::new("pix").unwrap();
    let mine = |signs, notices, quiet| {
        let preferences = Preferences { shown_name: None, signs, notices, quiet };
        Said::Mine { name: long(), preferences, zone: "America/Sao_Paulo".to_owned() }
    };
    let settings = [
        mine(true, Notices::All, QuietHours::parse("22:00-07:00")),
        mine(false, Notices::Mine, None),
        mine(false, Notices::None, None),
        Said::AskName,
        Said::AskNotices,
        Said::AskQuiet { zone: "America/Sao_Paulo".to_owned() },
        Said::Company { reopen_hours: 0 },
        Said::Company { reopen_hours: 12 },
        Said::AskReopening,
    ];
    let owners = [Whose::Mine, Whose::Team(long()), Whose::Company];
    let mut replies: Vec<Reply> =
        owners.map(|owner| Reply::One { word: word(), text: HOSTILE.repeat(20), owner }).into();
    replies.extend([
        Reply::List { total: 0 },
        Reply::List { total: 3 },
        Reply::AskWord,
        Reply::AskText { word: word() },
        Reply::Whose { word: word() },
        Reply::Choose { person: hostile(), total: 3 },
        Reply::Check { person: hostile(), text: HOSTILE.repeat(20) },
        Reply::Gone,
    ]);
    let since = chrono::DateTime::UNIX_EPOCH + TimeDelta::days(20_770);
    let content = || Box::new(Content::Text { body: long() });
    let more = [
        Prompt::HeldMessage { person: hostile(), place: 1, of: 2, content: content(), since },
        Prompt::Transfer { person: hostile(), none: false },
        Prompt::Transfer { person: hostile(), none: true },
    ];
    let settings = settings.map(Prompt::Settings).into_iter();
    settings.chain(replies.into_iter().map(Prompt::Replies)).chain(more).collect()
}

/// Cards of what waits, of who wrote first, and of what goes to the contact at once.
pub(super) fn cards(now: Timestamp) -> Vec<Card> {
    let queued = |waits| LastMessage { state: MessageState::Queued, at: now, fault: None, waits };
    let kinds = [WaitsFor::Connection, WaitsFor::Pace, WaitsFor::Restriction].map(|what| Some((what, now)));
    let waiting = kinds.map(|waits| Card { last: Some(queued(waits)), ..card_of(now) });
    let fault = Some(Fault::new(FaultKind::Network, "1", "2"));
    let retrying = Card { last: Some(LastMessage { fault, ..queued(None) }), ..card_of(now) };
    let wrote = Card {
        last: None,
        answered_at: Some(now),
        typing_goes_here: true,
        window: Some(Window::Active { until: now + TimeDelta::hours(20) }),
        ..card_of(now)
    };
    waiting.into_iter().chain([retrying, wrote]).collect()
}

/// Lines that are on no other list.
pub(super) fn lines() -> Vec<Line> {
    let reasons = [
        DownReason::Disconnected,
        DownReason::Connecting,
        DownReason::Credentials,
        DownReason::Unreachable,
        DownReason::AsksForCode,
        DownReason::AsksForPasskey,
    ];
    let downs = reasons.map(|reason| Line::ChannelDown { name: long(), reason });
    let word = || "pix".to_owned();
    let more = [
        Line::Held(3),
        Line::LeftQueue,
        Line::Removed,
        Line::Offered { name: long() },
        Line::Unfit(Unfit::TooLarge { limit: 16 << 20 }),
        Line::Unfit(Unfit::TooLarge { limit: 500 << 10 }),
        Line::Unfit(Unfit::TooLarge { limit: 12 }),
        Line::Unfit(Unfit::Type { what: "text/html".to_owned() }),
        Line::Unfit(Unfit::AnimatedSticker),
        Line::WordsUnderSound,
        Line::ShownName,
        Line::QuietHours,
        Line::Hours { most: 720 },
        Line::TemplatesAsked,
        Line::ReplyWord,
        Line::ReplyWordTaken,
        Line::RepliesFull { most: 100 },
        Line::ReplyKept { word: word() },
        Line::ReplyGone { word: word() },
        Line::Replied { word: word() },
    ];
    let gone = ["Pending", "Rejected", "Disabled", "Other"].map(|status| {
        use crate::domain::template::TemplateStatus as Is;
        let status = match status {
            "Pending" => Is::Pending,
            "Rejected" => Is::Rejected,
            "Disabled" => Is::Disabled,
            _ => Is::Other,
        };
        Line::TemplateGone { name: long(), status: Some(status) }
    });
    downs.into_iter().chain(more).chain(gone).collect()
}

/// Every button of a card.
pub(super) fn card_actions() -> Vec<CardAction> {
    let message = MessageId::new(Uuid::from_u128(1));
    vec![
        CardAction::Respond,
        CardAction::Queue,
        CardAction::Conclude,
        CardAction::Take,
        CardAction::TakeOver,
        CardAction::Retry,
        CardAction::ChangeTemplate,
        CardAction::FixNumber,
        CardAction::Verify,
        CardAction::Resend,
        CardAction::Accept(StaffId(1)),
        CardAction::Decline(StaffId(1)),
        CardAction::Transfer,
        CardAction::AcceptOffer,
        CardAction::DeclineOffer,
        CardAction::More,
        CardAction::See,
        CardAction::Help(message, Help::Retry),
    ]
}

fn message(state: MessageState, content: Content, voice: &Voice<'_>) -> Message {
    Message {
        id: MessageId::new(Uuid::from_u128(1)),
        attendance: attendance_id(),
        direction: Direction::In,
        content,
        state,
        state_at: voice.now,
        remote: None,
        fault: None,
        answers: None,
        created_at: voice.now,
    }
}

/// Whatever a contact may send.
fn contents() -> Vec<Content> {
    let at = || MediaAt::Provider { id: "1".to_owned() };
    let kinds = [
        MediaKind::Image,
        MediaKind::Video,
        MediaKind::Voice,
        MediaKind::Document,
        MediaKind::Sticker,
        MediaKind::AnimatedSticker,
    ];
    let media = |kind| Media { kind, mime: "x/y".to_owned(), name: None, size: None, at: at() };
    let mut all: Vec<Content> =
        kinds.map(|kind| Content::Media { media: media(kind), caption: Some(HOSTILE.to_owned()) }).into();
    let target = || RemoteId("1".to_owned());
    let card = ContactCard { name: HOSTILE.to_owned(), numbers: vec!["+55 51 99999-8888".to_owned()] };
    all.extend([
        Content::Text { body: HOSTILE.repeat(300) },
        Content::Place { latitude: 1.0, longitude: 2.0, name: None, address: None },
        Content::Cards { cards: vec![card] },
        Content::Reaction { to: target(), emoji: Some("👍".to_owned()), ours: true },
        Content::Reaction { to: target(), emoji: None, ours: true },
        Content::Edited { of: target(), body: HOSTILE.to_owned() },
        Content::Deleted { of: target() },
    ]);
    let others = ["new_number", "order", "reaction", "erased"];
    all.extend(others.map(|what| Content::Other { what: what.to_owned(), caption: None }));
    all
}

/// What owners are told to look after.
fn alarms(voice: &Voice<'_>) -> Vec<Rendered> {
    let queue = |waiting| Finding::Queue { channel: ChannelId::new("loja").unwrap(), waiting };
    let unreceived = |waiting| Finding::Unreceived { channel: ChannelId::new("loja").unwrap(), waiting };
    let findings = [0, 1, 2].into_iter().flat_map(|waiting| [queue(waiting), unreceived(waiting)]);
    let findings: Vec<_> = findings.chain([Finding::Disk { free: 5_000_000 }, Finding::Backup]).collect();
    let told = |finding: &Finding| [false, true].map(|over| alarm(finding, HOSTILE, voice.now, over, voice));
    findings.iter().flat_map(told).chain([channel_up(HOSTILE, voice.now, voice)]).collect()
}

/// Every reason why something does not reach the contact.
const WHYS_NOT_AMENDED: [Unamended; 11] = [
    Unamended::Emoji,
    Unamended::WindowClosed,
    Unamended::Over,
    Unamended::NotSent,
    Unamended::Fixed,
    Unamended::TooLate,
    Unamended::Command,
    Unamended::UnderSound,
    Unamended::NotTaken,
    Unamended::NotYours,
    Unamended::Closed,
];

/// What went wrong, below the message or with its words.
fn troubles(who: &Person, voice: &Voice<'_>) -> Vec<Rendered> {
    let mut all = Vec::new();
    for (state, held) in [(MessageState::Unknown, 0), (MessageState::Held, 0), (MessageState::Failed, 2)] {
        let said = message(state, Content::Text { body: HOSTILE.to_owned() }, voice);
        let drawn = |alone| trouble(&said, alone, attendance_id(), held, voice).unwrap();
        all.extend([None, Some(who)].map(drawn));
    }
    all
}

/// Everything that is told without being asked for; HTML.
pub(super) fn notices(voice: &Voice<'_>) -> Vec<Rendered> {
    let who = hostile();
    let id: AttendanceId = attendance_id();
    let mut all = Vec::new();
    for accepted in [true, false] {
        all.push(transfer_answered(&who, accepted, voice));
        all.push(offer_answered(&who, HOSTILE, accepted, voice));
    }
    all.push(transfer_asked(&who, HOSTILE, StaffId(1), id, voice).unwrap());
    all.push(taken_over(&who, HOSTILE, voice));
    all.extend([1, 2].map(|count| released(&who, count, voice)));
    all.extend([true, false].map(|is_theirs| unconfirmed(&who, is_theirs, &contents(), voice)));
    all.push(window_closes(&who, TimeDelta::minutes(30), voice));
    all.extend([25, 50].map(|hours| window_closes(&who, TimeDelta::hours(hours), voice)));
    all.push(window_closes(&who, TimeDelta::minutes(90), voice));
    let last: Vec<Message> =
        contents().into_iter().map(|one| message(MessageState::Received, one, voice)).collect();
    let offer = Offer { person: &who, by: HOSTILE, team: HOSTILE, channel: HOSTILE, last: &last };
    all.push(offered(&offer, id, voice).unwrap());
    all.extend(troubles(&who, voice));
    let reasons = [DownReason::Disconnected, DownReason::Credentials];
    all.extend(reasons.map(|reason| channel_down(HOSTILE, reason, voice.now, voice)));
    all.extend(alarms(voice));
    let bare = |html: String| Rendered { html, keyboard: crate::telegram::sender::Keyboard::default() };
    all.extend(WHYS_NOT_AMENDED.map(|why| bare(not_amended(why, voice))));
    all.push(bare(not_placed(voice)));
    for (content, direction, lost, len_max) in contents()
        .iter()
        .flat_map(|one| [(one, Direction::In, true, 800), (one, Direction::Out, false, 3_600)])
    {
        let incoming_one =
            Incoming { person: &who, team: HOSTILE, direction, content, len_max, is_file_lost: lost };
        all.push(bare(incoming(&incoming_one, voice)));
    }
    let company = shop().company;
    let (me, by) = (company.staff[0].id, company.staff[1].id);
    let told = [
        Told::Welcome { by },
        Told::Joined { staff: me },
        Told::Role { role: Role::Manager, by },
        Told::Role { role: Role::Owner, by },
        Told::Renamed { by },
        Told::Teams,
        Told::Away { is_away: true, by },
        Told::Away { is_away: false, by },
        Told::Goodbye,
        Told::Unreachable { staff: me, returned: 0 },
        Told::Unreachable { staff: me, returned: 2 },
    ];
    all.extend(
        told.iter().filter_map(|one| house_told(one, company.staff.first(), &company, voice)).map(bare),
    );
    all.extend([stranger(voice), code_caption(HOSTILE, voice)].map(bare));
    all.extend([false, true].map(|is_doubted| bare(update_failed(is_doubted, voice))));
    all.extend(of_faults(voice).map(bare));
    all
}

/// What a panel says of a number that could not be looked at, and of a file that could not be moved.
fn of_faults(voice: &Voice<'_>) -> impl Iterator<Item = String> {
    let checks = super::cast::FAULTS.into_iter().map(|kind| Line::CheckFailed(Fault::new(kind, "1", "2")));
    let moved = Line::MoveFailed(Fault::new(FaultKind::NoAnswer, "1", "2"));
    checks.chain([moved]).map(|one| line::line(&one, voice))
}

/// Plain texts: answers to taps, commands, rows, files and their columns, names of countries and markets.
pub(super) fn plain(voice: &Voice<'_>) -> Vec<String> {
    let toasts = [
        Toast::Stale,
        Toast::Foreign,
        Toast::AlreadyDone,
        Toast::TooEarly,
        Toast::NothingNew,
        Toast::SendingAgain,
        Toast::NotAllowed,
        Toast::LeftToTeam,
    ];
    let mut all: Vec<String> = toasts.map(|one| toast(one, voice)).into();
    for listed in Listed::ALL {
        all.extend([command(listed, voice), listed.name(voice.words, voice.locale)]);
    }
    all.extend(contents().iter().map(|one| content::snippet(one, 100, voice)));
    all.extend(titles(voice));
    all.push(reason_title(voice));
    all.extend(<[String; 2]>::from(faults_file(voice)));
    let faults = [
        RowFault::NoNumber,
        RowFault::Phone(PhoneFault::TooShort),
        RowFault::Field(Field::Email, FieldFault::NotAnEmail),
        RowFault::Tag(FieldFault::TooLong(40)),
    ];
    all.extend(faults.map(|fault| reason(fault, voice)));
    let file = |format, count| <[String; 2]>::from(exported_file(format, 2, count, voice));
    all.extend(file(Format::Csv, 1).into_iter().chain(file(Format::Vcard, 2)));
    let stage = Import { staff: StaffId(1), stage: Stage::Looked, position: 1, fresh: 1, known: 1, wrong: 1 };
    all.push(super::read_html(&import("x", &stage, voice)).unwrap());
    all.push(inline::start(voice));
    all.push(voice.word(Key::LanguageOwnName));
    all.extend(["pt_BR", "en", "es"].map(|code| template::language(code, voice)));
    let month = |month| voice.calendar_day(chrono::NaiveDate::from_ymd_opt(2026, month, 5).unwrap());
    all.extend((1..=12).map(month));
    all.extend([voice.age(voice.now), voice.date_time(voice.now + TimeDelta::days(1))]);
    let letters = || b'A'..=b'Z';
    let codes = letters().flat_map(|one| letters().map(move |other| [one, other]));
    let codes = codes.filter_map(|code| String::from_utf8(code.into()).ok());
    all.extend(codes.map(|code| voice.country(&code)).filter(|name| name.len() > 2));
    let markets = crate::domain::cost::Market::all();
    all.extend(markets.into_iter().filter_map(|one| voice.words.market(voice.locale, &one.slug())));
    all
}
