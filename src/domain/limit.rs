//! Everything that grows has a limit, and each limit has its reason here.

use chrono::TimeDelta;

/// How many rows a list on a panel shows: what a thumb reaches without scrolling.
pub const LIST_ROWS_MAX: usize = 8;
/// How long a draft is offered again.
pub const DRAFT_AGE_MAX: TimeDelta = TimeDelta::hours(24);
/// How long an attendance stays the current one without use, before a text typed is asked about.
pub const CURRENT_AGE_MAX: TimeDelta = TimeDelta::minutes(15);
/// Characters of text in which numbers are looked for: a pasted signature fits, a book does not.
pub const TYPED_TEXT_LEN_MAX: usize = 4_096;
/// Characters a single number may have before it is not even tried: the longest spelling in use has under 30.
pub const PHONE_TEXT_LEN_MAX: usize = 40;
/// Numbers offered from one text.
pub const PHONES_IN_TEXT_MAX: usize = 8;
/// Stretches of digits in one text that are tried as numbers: a page of numbers fits, and a page of single digits,
/// where every stretch could be one, costs milliseconds instead of seconds.
pub const PHONE_TRIES_MAX: usize = 500;
/// Characters of a contact's name: WhatsApp's own limit for profile names is 25, address books go further.
pub const CONTACT_NAME_LEN_MAX: usize = 80;
/// Characters of an e-mail address: the longest that mail can be sent to.
pub const CONTACT_EMAIL_LEN_MAX: usize = 254;
/// Characters of the name of a contact's company: one line on a phone, twice over.
pub const CONTACT_COMPANY_LEN_MAX: usize = 80;
/// Characters of what is written down about a contact: the page still shows it whole.
pub const CONTACT_NOTE_LEN_MAX: usize = 1_000;
/// Numbers of one contact that are read from a file: address books keep a handful.
pub const IMPORT_NUMBERS_MAX: usize = 6;
/// Records of a file that are read in by one transaction: the writer is free again after some ten milliseconds.
pub const IMPORT_BATCH: usize = 100;
/// How often it is told how far an import has come: Telegram lets one message into a chat each second.
pub const IMPORT_TOLD_EVERY: TimeDelta = TimeDelta::seconds(3);
/// Bytes of one file of exported contacts, below what a bot may send: the next contacts go into the next file.
pub const EXPORT_FILE_LEN_MAX: usize = 45 * 1024 * 1024;
/// How often what is older than it is kept is erased.
pub const ERASE_EVERY: TimeDelta = TimeDelta::hours(24);
/// Rows that are erased by one transaction: the writer is free again after some ten milliseconds.
pub const ERASE_BATCH: u32 = 200;
/// Bytes of one file with what is kept about a contact: what the browser of a phone opens at once. More goes into the next.
pub const COPY_FILE_LEN_MAX: usize = 8 * 1024 * 1024;
/// Messages read from the database at a time for it.
pub const COPY_PAGE: u32 = 200;
/// Contacts read from the database at a time for an export.
pub const EXPORT_PAGE: u32 = 500;
/// Contacts offered at a time behind the bot's name: what a phone shows of them, a few times over.
pub const INLINE_RESULTS: u32 = 20;
/// Tags of a company: more than anybody finds among buttons.
pub const TAGS_MAX: usize = 200;
/// How long two contacts that became one can be parted again.
pub const MERGE_UNDO_FOR: TimeDelta = TimeDelta::hours(24);
/// Characters of a tag: a word or two, on a button.
pub const TAG_LEN_MAX: usize = 30;
/// Characters of free text the Cloud API takes in one message.
pub const TEXT_LEN_MAX: usize = 4_096;
/// How long a chat that refused to open a topic is believed to take none: who switched them on finds them within the hour.
pub const TOPICLESS_FOR: TimeDelta = TimeDelta::hours(1);
/// How long after it was sent a text can be changed: WhatsApp's own limit, after which it does nothing and says so to nobody.
pub const EDIT_AGE_MAX: TimeDelta = TimeDelta::minutes(15);
/// Files of one album, as Telegram has it.
pub const ALBUM_LEN_MAX: usize = 10;
/// Albums of which it is remembered to whom they go, while their parts arrive: seconds, for as many people as work at once.
pub const ALBUMS_KNOWN_MAX: usize = 1_000;
/// Characters of an internal note: a page of it is still shown whole.
pub const NOTE_LEN_MAX: usize = 2_000;
/// Updates of one lane kept in memory; the rest waits in the inbox table.
pub const LANE_DEPTH_MAX: usize = 64;
/// Times an update is tried before the person is told that it could not be worked off.
pub const UPDATE_ATTEMPTS_MAX: u32 = 3;
/// The number of tries that stands for an update of which nobody knows whether it had its effect.
pub const UPDATE_DOUBTED: u32 = 1_000;
/// How long one update may be worked on before its lane goes on without it.
pub const UPDATE_TIME_MAX: TimeDelta = TimeDelta::seconds(60);
/// Deliveries claimed in one statement: measured twice as fast as one by one.
pub const CLAIM_BATCH: u32 = 32;
/// How long a claim holds before the sweep calls the delivery unknown. Longer than moving its file (two minutes) and the
/// client's time-out for the message itself. A notice to staff is claimed for as long; when that ends it is taken again.
pub const LEASE: TimeDelta = TimeDelta::minutes(4);
/// How long an unknown outcome waits for a receipt before it may be sent again by a person.
pub const UNKNOWN_GRACE: TimeDelta = TimeDelta::seconds(30);
/// The longest a provider's wish to be left alone is followed at once; after it the next try asks again, so that a
/// nonsensical answer cannot put a delivery off for ever.
pub const RETRY_AFTER_MAX: TimeDelta = TimeDelta::hours(1);
/// Bytes of a webhook body: the Cloud API posts up to 3 MB.
pub const WEBHOOK_BODY_LEN_MAX: usize = 4 * 1024 * 1024;
/// Bytes of a webhook body that may carry a file inside: what a provider's server posts of a file of 20 MB, in base64.
pub const WEBHOOK_FILE_BODY_LEN_MAX: usize = 32 * 1024 * 1024;
/// Bytes of all webhook bodies together, beyond [`WEBHOOK_BODY_LEN_APART`] of each, while they come and until they are
/// answered: many of the largest at a time, and an eighth of the memory that the unit gives.
pub const WEBHOOK_BODIES_LEN_MAX: usize = 128 * 1024 * 1024;
/// Bytes of each webhook body that are not counted there, so that whoever brings large ones keeps no usual one out: those
/// have a few thousand. The number of connections bounds them.
pub const WEBHOOK_BODY_LEN_APART: usize = 64 * 1024;
/// Characters of the text under a file, on both sides.
pub const CAPTION_LEN_MAX: usize = 1_024;
/// Bytes of a file a bot may send to Telegram.
pub const TELEGRAM_UPLOAD_LEN_MAX: u64 = 50 * 1024 * 1024;
/// Bytes of a picture that Telegram shows as one; a larger one is sent as a file.
pub const TELEGRAM_PHOTO_LEN_MAX: u64 = 10 * 1024 * 1024;
/// Bytes of a file a bot may download from Telegram.
pub const TELEGRAM_DOWNLOAD_LEN_MAX: u64 = 20 * 1024 * 1024;
/// How long an ordered stop may take before what is still running is cut off; all of it is in the database.
pub const SHUTDOWN_TIME_MAX: TimeDelta = TimeDelta::seconds(10);
/// Characters of a template's header once its value stands in it: the provider's limit.
pub const TEMPLATE_HEADER_LEN_MAX: usize = 60;
/// Characters of a template's body once its values stand in it: the provider's limit.
pub const TEMPLATE_BODY_LEN_MAX: usize = 1_024;
/// Characters of a one-time code or a code to copy: the provider's limit.
pub const TEMPLATE_CODE_LEN_MAX: usize = 15;
/// Characters of a button's address with its value, percent-encoded: the provider's limit.
pub const TEMPLATE_URL_LEN_MAX: usize = 2_000;
/// Spaces in a row in a value: the provider refuses more.
pub const TEMPLATE_SPACES_MAX: usize = 4;
/// Bytes of a picture in a template's header: the provider's limit.
pub const TEMPLATE_IMAGE_SIZE_MAX: u64 = 5 * 1024 * 1024;
/// Bytes of a video in a template's header: the provider's limit.
pub const TEMPLATE_VIDEO_SIZE_MAX: u64 = 16 * 1024 * 1024;
/// Bytes of a file in a template's header: the provider's limit.
pub const TEMPLATE_DOCUMENT_SIZE_MAX: u64 = 100 * 1024 * 1024;
/// Writes that share one commit: more would make the first of them wait longer than it saves, measured.
pub const COMMIT_SHARE_MAX: usize = 64;
/// Writes that wait for the writer before whoever brings another one has to wait too: some 50 ms of work.
pub const WRITES_WAITING_MAX: usize = 1_024;
/// How long one write may take before it is rolled back: everybody waits behind it, and none needs a tenth of this.
pub const WRITE_TIME_MAX: TimeDelta = TimeDelta::seconds(10);
/// Rows written by one statement: far below the 32,766 values that SQLite binds.
pub const ROWS_PER_STATEMENT_MAX: usize = 500;
/// Templates asked for in one page of a listing: few round trips, answers well under a megabyte.
pub const TEMPLATE_PAGE_LEN: usize = 100;
/// Pages of one listing of templates: an account has 6,000 at most, so a listing that goes on is broken.
pub const TEMPLATE_PAGES_MAX: usize = 64;
/// Times a listing is begun anew because its place went stale while it was read.
pub const TEMPLATE_RESTARTS_MAX: usize = 2;
/// Bytes of a provider's answer that are read: a page of the longest templates has under 2 MB.
pub const ANSWER_LEN_MAX: usize = 8 * 1024 * 1024;
/// Characters of a provider's text that are kept with a fault: enough for any documented one.
pub const FAULT_DETAIL_LEN_MAX: usize = 300;
/// Characters kept of the name of a kind that has no meaning for us: the longest documented one has 40.
pub const EVENT_KIND_LEN_MAX: usize = 64;
/// Lanes alive at a moment: people whose updates are being worked off. What comes for others waits in the inbox table.
pub const LANES_MAX: usize = 1_024;
/// Requests that may wait for one chat's turn: at one a second nobody waits for more than this.
pub const SEND_WAITING_PER_CHAT_MAX: usize = 60;
/// Requests that may wait for their turn over all chats: over two minutes of Telegram's own pace.
pub const SEND_WAITING_MAX: usize = 4_096;
/// How long a request to Telegram waits for its turn, pauses that Telegram asked for included, before the caller
/// is told to come later. Half of what one update may take.
pub const SEND_WAIT_MAX: TimeDelta = TimeDelta::seconds(30);
/// Chats whose pace is remembered at once; those that have rested long enough are forgotten without loss.
pub const PACED_CHATS_MAX: usize = 8_192;
/// Chats (and topics) whose newest message is remembered, to know whether a panel is still in sight.
pub const LATEST_SEEN_MAX: usize = 8_192;
/// How long a webhook request may take, its body included, before it is cut off; the sender tries again.
pub const WEBHOOK_TIME_MAX: TimeDelta = TimeDelta::seconds(10);
/// Connections to the webhook server at a time: providers hold a few dozen, a proxy as many as it has requests.
pub const WEBHOOK_CONNECTIONS_MAX: usize = 512;
/// From the first byte of a request to that of its answer: what a request may take, and as long again for its headers and
/// for who is slow to take the answer.
pub const WEBHOOK_CONNECTION_TIME_MAX: TimeDelta = TimeDelta::seconds(20);
/// How long a connection is kept between two requests: longer than proxies do, which would otherwise send into one that
/// has just been closed.
pub const WEBHOOK_IDLE_MAX: TimeDelta = TimeDelta::seconds(75);
/// Webhooks taken in a second, and at once after some rest: twice what the desk works off, and more than any number brings.
pub const WEBHOOKS_PER_SECOND: (u32, u32) = (2_000, 4_000);
/// Handshakes and whatever else is asked, but for health and metrics, in a second, and at once after some rest: nobody
/// guesses the word of the handshake at this rate.
pub const QUESTIONS_PER_SECOND: (u32, u32) = (20, 100);
/// Bytes of a file with a secret in it: the longest has a thousand.
pub const SECRET_FILE_LEN_MAX: u64 = 16 * 1024;
/// Characters of a file's name: what phones and computers keep of one.
pub const FILE_NAME_LEN_MAX: usize = 120;
/// Bytes of a file by which it is known what it is.
pub const FORM_LEN: usize = 16;
/// Updates taken by one poll: the most that Telegram gives.
pub const POLL_BATCH: u8 = 100;
/// Sessions kept in memory: a few kilobytes each, more than a large company has people.
pub const SESSIONS_CACHED_MAX: usize = 4_096;
/// Facts one step may ask for, one after the other: the longest step asks for six.
pub const NEEDS_MAX: u32 = 24;
/// Times a step is taken again because somebody else changed what it stood on.
pub const STEP_TRIES_MAX: u32 = 5;
/// Contacts found that a pager counts: fifty pages. Who finds more types on; to count thousands took most of the time.
pub const FOUND_COUNTED_MAX: u32 = 400;
/// Rows a pager counts: nobody turns a thousand pages.
pub const ROWS_COUNTED_MAX: u32 = 8_000;
/// Events about one message that may come before it is known: a receipt for each rung of the ladder, an edit or two, and
/// repeats.
pub const EARLY_MAX: u32 = 16;
/// Messages of contacts that come in together when a channel gets its first team; what is beyond follows.
pub const LATE_MAX: u32 = 500;
/// How long a worked-off row of the inbox guards against repeats: Meta repeats a webhook for 7 days.
pub const INBOX_AGE_MAX: TimeDelta = TimeDelta::days(8);
/// How long a stranger is left without an answer after the first.
pub const STRANGER_SILENCE: TimeDelta = TimeDelta::hours(24);
/// Strangers remembered: a few bytes each; a flood of new ones starts the list over.
pub const STRANGERS_KNOWN_MAX: usize = 10_000;
/// How long a panel may be on its way before it is shown again by itself.
pub const UNSHOWN_AGE_MIN: TimeDelta = TimeDelta::seconds(20);
/// Notices taken for one chat at a time: a few seconds of what Telegram lets into it.
pub const NOTICES_PER_CHAT: u32 = 4;
/// Notices taken in one statement, over all chats: each statement looks through all that are due.
pub const NOTICES_BATCH: u32 = 256;
/// How long a notice is tried that Telegram does not take or that we cannot draw. What a contact wrote is tried for as long
/// as it is kept.
pub const NOTICE_AGE_MAX: TimeDelta = TimeDelta::days(7);
/// How often, and for how long, a contact's file is sent to Telegram in vain before it is told by its words alone: longer
/// than most troubles of a line last, and short enough for who waits for an answer to those words.
pub const FILE_TRIES_MIN: u32 = 5;
/// See [`FILE_TRIES_MIN`].
pub const FILE_TRIED_FOR: TimeDelta = TimeDelta::minutes(10);
/// How long a file is waited for that its provider does not hand out, and may hand out later: it heals at the provider
/// only, for all files at once, and takes longer.
pub const FILE_AWAITED_FOR: TimeDelta = TimeDelta::hours(1);
/// Deliveries under way at once: more than one number's 80 a second need at a usual answer time.
pub const CARRIERS_MAX: usize = 64;
/// How often a channel is asked how it is.
pub const HEALTH_EVERY: TimeDelta = TimeDelta::seconds(60);
/// How long whoever sends things waits at most before looking again, though nobody said that there is something: whoever
/// put it may have been cut off after the commit and before saying so.
pub const LOOK_AGAIN_EVERY: TimeDelta = TimeDelta::seconds(10);
/// How often templates are read without a reason: 200 requests an hour are allowed.
pub const TEMPLATES_EVERY: TimeDelta = TimeDelta::minutes(15);
/// How often leases that ended are looked for.
pub const EXPIRE_EVERY: TimeDelta = TimeDelta::seconds(30);
/// How often panels that could not be shown are tried again.
pub const FORGOTTEN_EVERY: TimeDelta = TimeDelta::seconds(15);
/// How often what is old is removed.
pub const PURGE_EVERY: TimeDelta = TimeDelta::hours(1);
/// Messages in which the one an echo repeats is looked for, those that may have left first: few of a line can.
pub const ECHO_LOOK_BACK: u32 = 30;
/// How long before it closes a window is counted down on the card.
pub const WINDOW_COUNTDOWN: TimeDelta = TimeDelta::hours(2);
/// How long before it closes a window is warned of, once.
pub const WINDOW_WARNING: TimeDelta = TimeDelta::minutes(30);
/// Messages of a contact that are marked as seen at once: more than anybody writes before an answer.
pub const SEEN_AT_ONCE_MAX: u32 = 30;
/// Attendances of which it is remembered what was marked as seen; forgetting costs one more mark.
pub const SEEN_KNOWN_MAX: usize = 4_096;
/// How often a channel that is down is asked how it is: people wait for it.
pub const HEALTH_DOWN_EVERY: TimeDelta = TimeDelta::seconds(10);
/// How long a channel is down before people are told: phones that sleep or change networks are back sooner.
pub const CHANNEL_DOWN_TOLD_AFTER: TimeDelta = TimeDelta::minutes(2);
/// How long a channel is up again before people are told: one that comes for a moment only has not come back.
pub const CHANNEL_UP_TOLD_AFTER: TimeDelta = TimeDelta::seconds(30);
/// How long messages that ought to leave may wait before owners are told: every try that is put off is made by then.
pub const QUEUE_AGE_MAX: TimeDelta = TimeDelta::minutes(15);
/// How long there is too little room before owners are told: a copy that is being made takes some and gives it back.
pub const DISK_TOLD_AFTER: TimeDelta = TimeDelta::minutes(2);
/// How long something is well again before owners are told: what comes and goes has not gone.
pub const ALARM_OVER_AFTER: TimeDelta = TimeDelta::minutes(5);
/// How often it is looked whether owners have something to look after.
pub const ALARM_EVERY: TimeDelta = TimeDelta::minutes(1);
/// How often the log says of a channel that webhooks with a wrong signature come.
pub const REFUSAL_LOGGED_EVERY: TimeDelta = TimeDelta::minutes(10);
/// How long after a daily copy failed it is tried again: long enough for who makes room, several times before the day is over.
pub const BACKUP_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(15);
/// How old the newest daily copy may be before it is missed: a day, and time to make it.
pub const BACKUP_AGE_MAX: TimeDelta = TimeDelta::hours(26);
/// How long a channel starts no conversations when the provider does not say until when it may not: such locks last
/// hours to days, and every start that is tried too early may prolong them.
pub const RESTRICTED_UNSAID: TimeDelta = TimeDelta::hours(6);
/// The longest restriction that is believed: a time further away was misread, and would stop a channel for good.
pub const RESTRICTED_MAX: TimeDelta = TimeDelta::days(30);
/// How long the code that links a phone is shown in a chat before it is given up: as long as it takes to fetch the phone.
pub const CODE_TIME_MAX: TimeDelta = TimeDelta::minutes(3);
/// How often a code is asked for while it is shown, beside the server's own word that it changed: it changes every
/// twenty seconds or more, and an old one is refused by the phone.
pub const CODE_EVERY: TimeDelta = TimeDelta::seconds(5);
/// Bytes of the picture of a code: the real ones have under ten thousand.
pub const CODE_LEN_MAX: usize = 512 * 1024;
/// How long an invitation can be used: long enough for who reads it tomorrow, too short to lie about.
pub const INVITATION_AGE_MAX: TimeDelta = TimeDelta::hours(48);
/// Invitations that can be used at the same time: more than a company hires in two days.
pub const INVITATIONS_OPEN_MAX: usize = 50;
/// How long one that ended is kept, to tell what became of it.
pub const INVITATION_KEPT: TimeDelta = TimeDelta::days(30);
/// Characters of a team's name: it stands on buttons.
pub const TEAM_NAME_LEN_MAX: usize = 40;
/// Bytes of a table of prices: every market, category and currency of several years is less.
pub const RATES_FILE_LEN_MAX: u64 = 256 * 1024;
/// Mistakes of a table that are told at once: what a phone shows.
pub const RATES_MISTAKES_TOLD: usize = 5;
/// Teams of a company, the archived ones included: a list that a thumb can still walk through.
pub const TEAMS_MAX: usize = 200;
/// Characters of the message outside business hours: what a phone shows without scrolling.
pub const ABSENCE_LEN_MAX: usize = 1_000;
/// Spans of one day's business hours: a morning, an afternoon, an evening, and one to spare.
pub const SPANS_PER_DAY_MAX: usize = 4;
/// Holidays on the list: several years of them.
pub const HOLIDAYS_MAX: usize = 200;
/// Characters of a holiday's name.
pub const HOLIDAY_NAME_LEN_MAX: usize = 40;
/// Waiting attendances offered at once to somebody who comes back: what fits a screen.
pub const OFFERED_ON_RETURN_MAX: u32 = 8;
