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
/// Characters of free text the Cloud API takes in one message.
pub const TEXT_LEN_MAX: usize = 4_096;
/// Updates of one lane kept in memory; the rest waits in the inbox table.
pub const LANE_DEPTH_MAX: usize = 64;
/// Times an update is tried before the person is told that it could not be worked off.
pub const UPDATE_ATTEMPTS_MAX: u32 = 3;
/// How long one update may be worked on before its lane goes on without it.
pub const UPDATE_TIME_MAX: TimeDelta = TimeDelta::seconds(60);
/// Deliveries claimed in one statement: measured twice as fast as one by one.
pub const CLAIM_BATCH: u32 = 32;
/// How long a claim holds before the sweep calls the delivery unknown. Longer than the client's time-out.
pub const LEASE: TimeDelta = TimeDelta::seconds(90);
/// How long an unknown outcome waits for a receipt before it may be sent again by a person.
pub const UNKNOWN_GRACE: TimeDelta = TimeDelta::seconds(30);
/// The longest a provider's wish to be left alone is followed at once; after it the next try asks again, so that a
/// nonsensical answer cannot put a delivery off for ever.
pub const RETRY_AFTER_MAX: TimeDelta = TimeDelta::hours(1);
/// Bytes of a webhook body: the Cloud API posts up to 3 MB.
pub const WEBHOOK_BODY_LEN_MAX: usize = 4 * 1024 * 1024;
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
